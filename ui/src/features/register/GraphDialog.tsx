import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { Finding } from "../../parts/Finding";
import { OpenDialog } from "../../parts/OpenDialog";
import { parts } from "../../text/parts";
import { register } from "../../text/register";
import { headline } from "../../text/sentence";
import { useSurroundings } from "../../window/context";
import { GraphDone } from "./GraphDone";
import { GraphProgress } from "./GraphProgress";
import { GraphReview } from "./GraphReview";
import { HowToRun, type Way } from "./HowToRun";
import { type Asked, useGraphRun } from "./useGraphRun";
import "./run.css";

const text = register.graph;

export type GraphRun = "create" | "update" | "fetch" | "undo" | "delete";

interface GraphDialogProps {
  run: GraphRun;
  view: RegisterView;
  close: () => void;
}

/** A run through Graph: whose token, what would be sent, and only then the run itself. */
export function GraphDialog({ run, view, close }: GraphDialogProps) {
  const practice = useSurroundings().status.environment.cloud === "practice";
  const [way, setWay] = useState<Way>(practice ? "practice" : "azure-cli");
  const [clientId, setClientId] = useState("");
  const [adminConsent, setAdminConsent] = useState(practice);
  const [noSecret, setNoSecret] = useState(false);
  const { phase, events, stopping, start, confirm, stop, back } = useGraphRun(run, close);
  const asked: Asked = {
    via: way === "client" ? { way, client_id: clientId } : { way },
    adminConsent,
    noSecret,
  };
  const writes = run === "create" || run === "update";
  const works = phase.at === "looking" || phase.at === "running";
  const nothing = phase.at === "review" && phase.outcome.changes.length === 0 && phase.outcome.secret.state !== "to-be-made";
  const stopped = phase.at === "failed" && phase.error.code === "cancelled";
  return (
    <OpenDialog
      title={text.title[run]}
      // What runs is stopped first: it would go on unseen.
      close={() => !works && close()}
      testId="graph-dialog"
      actions={
        works ? (
          <Button disabledFocusable={stopping} onClick={stop} data-testid="graph-stop">
            {stopping ? parts.stopping : parts.stop}
          </Button>
        ) : (
          <>
            <Button onClick={close} data-testid="graph-close">
              {phase.at === "choose" || (phase.at === "review" && !nothing) ? parts.cancel : text.close}
            </Button>
            {phase.at === "choose" && (
              <Button
                appearance="primary"
                disabledFocusable={way === "client" && clientId.trim() === ""}
                onClick={() => start(asked)}
                data-testid="graph-start"
              >
                {writes ? text.preview : run === "fetch" ? text.fetchDo : text.do[run]}
              </Button>
            )}
            {phase.at === "review" && !nothing && (
              <Button appearance="primary" onClick={() => confirm(asked)} data-testid="graph-confirm">
                {run === "create"
                  ? text.do.create
                  : phase.outcome.changes.length === 0
                    ? text.do.secret
                    : text.do.update(phase.outcome.changes.length)}
              </Button>
            )}
            {phase.at === "failed" && (
              <Button appearance="primary" onClick={back} data-testid="graph-again">
                {text.again}
              </Button>
            )}
          </>
        )
      }
    >
      {phase.at === "choose" && (
        <HowToRun
          run={run}
          view={view}
          practice={practice}
          way={way}
          setWay={setWay}
          clientId={clientId}
          setClientId={setClientId}
          adminConsent={adminConsent}
          setAdminConsent={setAdminConsent}
          noSecret={noSecret}
          setNoSecret={setNoSecret}
        />
      )}
      {works && <GraphProgress run={run} looking={phase.at === "looking"} events={events} />}
      {phase.at === "review" && <GraphReview outcome={phase.outcome} />}
      {phase.at === "done" && <GraphDone run={run} outcome={phase.outcome} done={phase.done} />}
      {phase.at === "failed" &&
        (stopped ? (
          <p role="status">{text.stopped}</p>
        ) : (
          <Finding state="fail" title={headline(phase.error.message).head} error={phase.error} />
        ))}
    </OpenDialog>
  );
}
