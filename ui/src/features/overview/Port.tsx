import { Button } from "@fluentui/react-components";
import { useCallback, useEffect, useId, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { PagesPort } from "../../ipc/bindings/PagesPort";
import type { PortVerdict } from "../../ipc/bindings/PortVerdict";
import type { PortView } from "../../ipc/bindings/PortView";
import { call } from "../../ipc/commands";
import type { State } from "../../journey";
import { StateIcon } from "../../parts/StateIcon";
import { port as text } from "../../text/agreement";
import { sentence } from "../../text/sentence";

const states: Record<PortVerdict, State> = {
  trusted: "fine",
  "ends-soon": "warn",
  expired: "fail",
  "not-yet-valid": "fail",
  "another-host": "fail",
  "not-trusted": "fail",
  "not-tls": "fail",
  // A server that is not started is no mistake.
  nothing: "waiting",
  "timed-out": "waiting",
};

/** What the port of the add-in's pages serves. This computer's is looked at by itself, another one when somebody asks. */
export function Port({ port: { address, is_local } }: { port: PagesPort }) {
  const id = useId();
  const [view, setView] = useState<PortView | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [looking, setLooking] = useState(false);
  const newest = useRef(0);
  const look = useCallback(() => {
    newest.current += 1;
    const mine = newest.current;
    setLooking(true);
    call("check_port", { address })
      .then(
        (answer) => {
          if (mine === newest.current) {
            setView(answer);
            setError(null);
          }
        },
        // One that was begun before still runs: its answer is not for this page any more.
        (reason: AppError) => mine === newest.current && reason.code !== "busy" && setError(reason),
      )
      .finally(() => mine === newest.current && setLooking(false));
  }, [address]);
  useEffect(() => {
    if (is_local) {
      look();
    }
    return () => {
      newest.current += 1;
    };
  }, [is_local, look]);
  const label = looking ? text.looking(address) : view === null && error === null ? text.look(address) : text.again;
  return (
    <section className="overview-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{text.title}</h2>
        <Button size="small" appearance="subtle" disabledFocusable={looking} onClick={look} data-testid="look-at-port">
          {label}
        </Button>
      </header>
      <div role="status">
        {error !== null ? (
          <Said state="warn" title={text.couldNot} says={error.message} fix={error.hint === null ? [] : [error.hint]} />
        ) : (
          view !== null && (
            <Said
              state={states[view.verdict]}
              title={sentence(view.says)}
              says={certificateOf(view)}
              fix={view.fix}
              verdict={view.verdict}
            />
          )
        )}
      </div>
    </section>
  );
}

function certificateOf({ certificate, verdict }: PortView): string {
  if (certificate === null || verdict !== "trusted") {
    return "";
  }
  const { ends, issuer, names } = certificate;
  return [text.for(names), text.from(issuer), ends === null ? "" : text.until(ends)].filter((part) => part !== "").join(", ");
}

interface SaidProps {
  state: State;
  title: string;
  says: string;
  fix: readonly string[];
  verdict?: PortVerdict;
}

function Said({ state, title, says, fix, verdict }: SaidProps) {
  return (
    <div className="card overview-port" data-testid="port" data-verdict={verdict}>
      <StateIcon state={state} />
      <div>
        <p>{title}</p>
        {says !== "" && <p className="meta">{sentence(says)}</p>}
        {fix.map((step) => (
          <p key={step} className="overview-port-fix">
            {sentence(step)}
          </p>
        ))}
      </div>
    </div>
  );
}
