import { Button } from "@fluentui/react-components";
import { useId } from "react";

import { BeakerRegular } from "../../icons";
import type { RehearsalView } from "../../ipc/bindings/RehearsalView";
import { StateIcon } from "../../parts/StateIcon";
import { overview } from "../../text/overview";
import { verdict } from "./Finished";

const text = overview.rehearsed;

interface RehearsedProps {
  view: RehearsalView | null;
  show: () => void;
  start: () => void;
}

/** The last rehearsal in a line: it is practice, and stands apart from the add-in. */
export function Rehearsed({ view, show, start }: RehearsedProps) {
  const id = useId();
  return (
    <section className="overview-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{text.title}</h2>
      </header>
      <div className="card overview-rehearsed" data-testid="rehearsed">
        {view === null ? <BeakerRegular fontSize={16} aria-hidden /> : <StateIcon state={view.passed ? "fine" : "fail"} />}
        <p>{view === null ? text.never : verdict(view)}</p>
        {view !== null && (
          <Button size="small" appearance="subtle" onClick={show} data-testid="show-rehearsal">
            {text.show}
          </Button>
        )}
        <Button size="small" onClick={start} data-testid="try-practice">
          {text.run}
        </Button>
      </div>
    </section>
  );
}
