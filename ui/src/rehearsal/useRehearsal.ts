import { useCallback, useReducer } from "react";

import type { AppError } from "../ipc/bindings/AppError";
import type { Mistake } from "../ipc/bindings/Mistake";
import type { RehearsalView } from "../ipc/bindings/RehearsalView";
import type { RehearseEvent } from "../ipc/bindings/RehearseEvent";
import { call, callWithProgress } from "../ipc/commands";
import { type LiveStep, noSteps, stepsOf } from "../journey";

export type Rehearsal =
  | { state: "none"; stopped: boolean; error: AppError | null }
  | { state: "running"; mistake: Mistake | null; steps: readonly LiveStep[]; stopping: boolean }
  | { state: "finished"; view: RehearsalView };

type Action =
  | { do: "start"; mistake: Mistake | null }
  | { do: "report"; event: RehearseEvent }
  | { do: "stop" }
  | { do: "finish"; view: RehearsalView }
  | { do: "show"; view: RehearsalView }
  | { do: "fail"; error: AppError };

const none: Rehearsal = { state: "none", stopped: false, error: null };

function reduce(rehearsal: Rehearsal, action: Action): Rehearsal {
  switch (action.do) {
    case "start":
      return { state: "running", mistake: action.mistake, steps: noSteps, stopping: false };
    case "report":
      return rehearsal.state === "running" ? { ...rehearsal, steps: advanced(rehearsal.steps, action.event) } : rehearsal;
    case "stop":
      return rehearsal.state === "running" ? { ...rehearsal, stopping: true } : rehearsal;
    case "finish":
      return { state: "finished", view: action.view };
    case "show":
      // One that runs in this window tells of itself when it ends.
      return rehearsal.state === "running" ? rehearsal : { state: "finished", view: action.view };
    case "fail":
      return action.error.code === "cancelled"
        ? { state: "none", stopped: true, error: null }
        : { state: "none", stopped: false, error: action.error };
  }
}

function advanced(steps: readonly LiveStep[], event: RehearseEvent): readonly LiveStep[] {
  if (event.event === "sign-in-page") {
    return steps;
  }
  return steps.map((each) => {
    if (each.step !== event.step) {
      return each;
    }
    return event.event === "started"
      ? { ...each, state: "running" }
      : { ...each, state: event.outcome, report: event };
  });
}

/** The steps of the rehearsal that runs, or of the last one. */
export function stepsNow(rehearsal: Rehearsal): readonly LiveStep[] {
  switch (rehearsal.state) {
    case "none":
      return noSteps;
    case "running":
      return rehearsal.steps;
    case "finished":
      return stepsOf(rehearsal.view.steps);
  }
}

export interface UseRehearsal {
  rehearsal: Rehearsal;
  start: (mistake: Mistake | null) => void;
  stop: () => void;
  /** Shows one that ran elsewhere, from the tray. */
  show: (view: RehearsalView) => void;
}

/** `onFinished` gets each rehearsal that this window ran. */
export function useRehearsal(onFinished: (view: RehearsalView) => unknown): UseRehearsal {
  const [rehearsal, dispatch] = useReducer(reduce, none);
  const start = useCallback(
    (mistake: Mistake | null) => {
      dispatch({ do: "start", mistake });
      callWithProgress("rehearse", { mistake }, (event) => dispatch({ do: "report", event })).then(
        (view) => {
          dispatch({ do: "finish", view });
          onFinished(view);
        },
        (error: AppError) => dispatch({ do: "fail", error }),
      );
    },
    [onFinished],
  );
  const stop = useCallback(() => {
    dispatch({ do: "stop" });
    call("cancel_rehearsal", {}).catch((error: AppError) => dispatch({ do: "fail", error }));
  }, []);
  const show = useCallback((view: RehearsalView) => dispatch({ do: "show", view }), []);
  return { rehearsal, start, stop, show };
}
