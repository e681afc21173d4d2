import { useCallback, useRef, useState } from "react";

import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { register as text } from "../../text/register";
import { headline } from "../../text/sentence";
import { useMedia } from "../../theme/useMedia";
import { useErrand } from "../../window/context";
import { Actions } from "./Actions";
import { Facts } from "./Facts";
import { FactsSummary } from "./FactsSummary";
import { GraphDialog, type GraphRun } from "./GraphDialog";
import { ImportDialog } from "./ImportDialog";
import { NoPlan } from "./NoPlan";
import { Reading } from "./Reading";
import { Values } from "./Values";
import { useRegister } from "./useRegister";
import { useSecrets } from "./useSecrets";

/** Few facts in, every value out; and the registration itself, as it was read. */
export function Register() {
  const state = useRegister();
  const secrets = useSecrets();
  const narrow = useMedia("(max-width: 899px)");
  const [importing, setImporting] = useState<{ path: string } | null>(null);
  const [run, setRun] = useState<GraphRun | null>(null);
  const [drawer, setDrawer] = useState(false);
  const [wanted, setWanted] = useState<RegisterRow | null>(null);
  const facts = useRef<HTMLElement>(null);
  const shown = useCallback(() => setWanted(null), []);
  useErrand("register", (errand) => {
    if (errand.do === "import") {
      setImporting({ path: errand.path });
    } else {
      setWanted(errand.id);
    }
  });
  const { view, error } = state;
  if (view === null) {
    return (
      <>
        <PageTitle title={text.title} />
        {error !== null && <Finding state="warn" title={text.notRead} error={error} />}
      </>
    );
  }
  const askForDomain = () => {
    setDrawer(narrow);
    facts.current?.querySelector<HTMLInputElement>('[data-testid="fact-domain"]')?.focus();
  };
  return (
    <div className="register">
      <PageTitle title={titleOf(view)} intro={view.standing === null ? text.intro : undefined}>
        <Actions view={view} openImport={() => setImporting({ path: "" })} openRun={setRun} />
      </PageTitle>
      {error !== null && <Finding state="warn" title={text.notRead} error={error} />}
      <div className="register-columns">
        {narrow ? (
          <FactsSummary view={view} setFact={state.setFact} open={drawer} setOpen={setDrawer} />
        ) : (
          <section className="register-facts" ref={facts} aria-labelledby="register-facts">
            <h2 id="register-facts">{text.facts.title}</h2>
            <Facts view={view} setFact={state.setFact} />
          </section>
        )}
        <div className="register-values">
          {view.reading !== null && (
            <Reading
              reading={view.reading}
              plan={view.plan}
              go={setWanted}
              show={state.show}
              update={() => setRun("update")}
            />
          )}
          {view.plan === null ? (
            <NoPlan missing={view.missing} ask={askForDomain} />
          ) : (
            <Values
              view={view}
              plan={view.plan}
              state={state}
              secrets={secrets}
              wanted={wanted}
              shown={shown}
              openRun={setRun}
            />
          )}
        </div>
      </div>
      {importing !== null && (
        <ImportDialog path={importing.path} close={() => setImporting(null)} show={state.show} />
      )}
      {run !== null && (
        <GraphDialog
          run={run}
          view={view}
          close={() => {
            setRun(null);
            // Also what a run did that was stopped.
            state.reload();
            secrets.reload();
          }}
        />
      )}
    </div>
  );
}

/** The verdict where something was read; the page's name until then. */
function titleOf({ standing }: RegisterView): string {
  if (standing === null) {
    return text.title;
  }
  return standing.says === null ? text.asPlanned : headline(standing.says).head;
}
