import type { ReactNode } from "react";

import type { Mistake } from "../../ipc/bindings/Mistake";
import { type Known, runningNow } from "../../opening/known";
import { Finished } from "./Finished";
import { FirstRun } from "./FirstRun";
import { Running } from "./Running";
import "./overview.css";

interface OverviewProps {
  known: Known;
  start: (mistake: Mistake | null) => void;
  stop: () => void;
  /** Stands at the end of the page whatever the state is. */
  children?: ReactNode;
}

/** What is known of the whole way: nothing yet, being walked, walked. */
export function Overview({ known, start, stop, children }: OverviewProps) {
  const running = runningNow(known);
  const { view, error, serial } = known.rehearsal;
  return (
    <div className="overview">
      {running !== null ? (
        <Running running={running} stopping={known.stopping} notStopped={known.notStopped} stop={stop} />
      ) : view === null ? (
        <FirstRun key={serial} error={error} start={start} />
      ) : (
        <Finished key={serial} view={view} error={error} start={start} />
      )}
      {children}
    </div>
  );
}
