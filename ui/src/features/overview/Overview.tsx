import type { ReactNode } from "react";

import type { Mistake } from "../../ipc/bindings/Mistake";
import type { Rehearsal } from "../../rehearsal/useRehearsal";
import { Finished } from "./Finished";
import { FirstRun } from "./FirstRun";
import { Running } from "./Running";
import "./overview.css";

interface OverviewProps {
  rehearsal: Rehearsal;
  start: (mistake: Mistake | null) => void;
  stop: () => void;
  /** Stands at the end of the page whatever the state is. */
  children?: ReactNode;
}

/** What is known of the whole way: nothing yet, being walked, walked. */
export function Overview({ rehearsal, start, stop, children }: OverviewProps) {
  return (
    <div className="overview">
      {rehearsal.state === "none" && <FirstRun stopped={rehearsal.stopped} error={rehearsal.error} start={start} />}
      {rehearsal.state === "running" && <Running {...rehearsal} stop={stop} />}
      {rehearsal.state === "finished" && <Finished view={rehearsal.view} start={start} />}
      {children}
    </div>
  );
}
