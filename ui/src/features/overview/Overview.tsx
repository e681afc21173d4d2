import { type ReactNode, useState } from "react";

import type { Mistake } from "../../ipc/bindings/Mistake";
import { type Known, runningNow } from "../../opening/known";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { agreement as text } from "../../text/agreement";
import { shell } from "../../text/shell";
import { useSurroundings } from "../../window/context";
import { AddIn } from "./AddIn";
import { Finished } from "./Finished";
import { FirstRun } from "./FirstRun";
import { NoAnswer } from "./NoAnswer";
import { Rehearsed } from "./Rehearsed";
import { Running } from "./Running";
import { useAgreement } from "./useAgreement";
import "./overview.css";

interface OverviewProps {
  known: Known;
  start: (mistake: Mistake | null) => void;
  stop: () => void;
  /** Stands at the end of the page whatever the state is. */
  children?: ReactNode;
}

/** What is known of the whole way: of the add-in, and of the last rehearsal. */
export function Overview(props: OverviewProps) {
  const { profile } = useSurroundings().status;
  // Of another profile nothing here is true.
  return (
    <div className="overview">
      <OfProfile key={profile} {...props} />
      {props.children}
    </div>
  );
}

function OfProfile({ known, start, stop }: OverviewProps) {
  const { project_folder } = useSurroundings().status;
  const compared = useAgreement(project_folder);
  const running = runningNow(known);
  const { view, error, serial } = known.rehearsal;
  // The answer that was left for the add-in; the next one is shown again.
  const [left, setLeft] = useState<number | null>(null);
  const { agreement } = compared;
  const begun = agreement?.is_begun === true;
  if (running !== null) {
    return <Running running={running} stopping={known.stopping} notStopped={known.notStopped} stop={stop} />;
  }
  if (view !== null && left !== serial) {
    return (
      <Finished
        key={serial}
        view={view}
        error={error}
        start={start}
        back={begun ? () => setLeft(serial) : null}
        opened={() => {
          setLeft(serial);
          compared.check();
        }}
      />
    );
  }
  if (agreement === null) {
    return compared.error === null ? null : (
      <>
        <PageTitle title={shell.page.overview} />
        <Finding state="warn" title={text.couldNot} error={compared.error}>
          <p>{text.saysNothing}</p>
        </Finding>
      </>
    );
  }
  if (!begun) {
    return <FirstRun key={serial} error={error} start={start} opened={compared.check} />;
  }
  return (
    <AddIn agreement={agreement} compared={compared}>
      {error !== null && <NoAnswer error={error} />}
      <Rehearsed view={view} show={() => setLeft(null)} start={() => start(null)} />
    </AddIn>
  );
}
