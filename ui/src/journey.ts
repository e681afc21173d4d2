import type { Outcome } from "./ipc/bindings/Outcome";
import type { Running } from "./ipc/bindings/Running";
import type { Step } from "./ipc/bindings/Step";
import type { StepReport } from "./ipc/bindings/StepReport";

/** How a step stands: how it ended, or that it has not. */
export type State = Outcome | "running" | "waiting";

/** A rehearsal goes through them in this order. */
export const allSteps: readonly Step[] = [
  "plan",
  "register",
  "manifest",
  "vault",
  "sign-in",
  "token",
  "on-behalf-of",
  "graph",
];

export interface LiveStep {
  step: Step;
  state: State;
  report: StepReport | null;
}

export const noSteps: readonly LiveStep[] = allSteps.map((step) => ({ step, state: "waiting", report: null }));

/** All steps, those without a report as not started. */
export function stepsOf(reports: readonly StepReport[]): readonly LiveStep[] {
  return allSteps.map((step) => {
    const report = reports.find((each) => each.step === step) ?? null;
    return { step, state: report?.outcome ?? "waiting", report };
  });
}

/** As {@link stepsOf}, with the one that is being done. */
export function stepsNow({ steps, current }: Running): readonly LiveStep[] {
  return stepsOf(steps).map((each) =>
    each.step === current && each.report === null ? { ...each, state: "running" } : each,
  );
}
