import { useCallback, useEffect, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { GraphVia } from "../../ipc/bindings/GraphVia";
import type { RegistrationDone } from "../../ipc/bindings/RegistrationDone";
import type { RegistrationOutcome } from "../../ipc/bindings/RegistrationOutcome";
import type { RegistrationProgress } from "../../ipc/bindings/RegistrationProgress";
import { call, callWithProgress } from "../../ipc/commands";
import type { GraphRun } from "./GraphDialog";

/** How a run is asked for. */
export interface Asked {
  via: GraphVia;
  adminConsent: boolean;
  noSecret: boolean;
}

export type Phase =
  | { at: "choose" }
  /** Nothing is changed yet. */
  | { at: "looking" }
  | { at: "review"; outcome: RegistrationOutcome }
  | { at: "running" }
  | { at: "done"; outcome: RegistrationOutcome | null; done: RegistrationDone | null }
  | { at: "failed"; error: AppError };

export interface GraphState {
  phase: Phase;
  events: readonly RegistrationProgress[];
  stopping: boolean;
  /** First only looks, where something would be changed. */
  start: (asked: Asked) => void;
  /** What was reviewed. */
  confirm: (asked: Asked) => void;
  stop: () => void;
  back: () => void;
}

/** A run through Graph, from the question whose token is used to its end. `fetched`: what was read is on the page. */
export function useGraphRun(run: GraphRun, fetched: () => void): GraphState {
  const [phase, setPhase] = useState<Phase>({ at: "choose" });
  const [events, setEvents] = useState<readonly RegistrationProgress[]>([]);
  const [stopping, setStopping] = useState(false);
  const runs = useRef(false);

  const stop = useCallback(() => {
    setStopping(true);
    call("cancel", { work: "registration" }).catch(() => setStopping(false));
  }, []);
  // Closed in the midst of it, nobody would see what it does.
  useEffect(() => () => (runs.current ? stop() : undefined), [stop]);

  const work = (at: "looking" | "running", does: (hear: (event: RegistrationProgress) => void) => Promise<Phase | null>) => {
    if (runs.current) {
      return;
    }
    runs.current = true;
    setPhase({ at });
    setEvents([]);
    setStopping(false);
    does((event) => setEvents((heard) => [...heard, event]))
      .then(
        (next) => (next === null ? fetched() : setPhase(next)),
        (error: AppError) => setPhase({ at: "failed", error }),
      )
      .finally(() => {
        runs.current = false;
        setStopping(false);
      });
  };

  const start = ({ via, adminConsent, noSecret }: Asked) => {
    if (run === "create" || run === "update") {
      const args = { run, via, adminConsent, noSecret, dryRun: true };
      work("looking", async (hear) => ({ at: "review", outcome: await callWithProgress("run_registration", args, hear) }));
    } else if (run === "fetch") {
      work("looking", async (hear) => {
        await callWithProgress("fetch_registration", { via }, hear);
        return null;
      });
    } else {
      const name = run === "undo" ? "undo_registration" : "delete_registration";
      work("running", async (hear) => ({ at: "done", outcome: null, done: await callWithProgress(name, { via }, hear) }));
    }
  };
  const confirm = ({ via, adminConsent, noSecret }: Asked) => {
    if (run === "create" || run === "update") {
      const args = { run, via, adminConsent, noSecret, dryRun: false };
      work("running", async (hear) => ({
        at: "done",
        outcome: await callWithProgress("run_registration", args, hear),
        done: null,
      }));
    }
  };
  const back = () => setPhase({ at: "choose" });
  return { phase, events, stopping, start, confirm, stop, back };
}
