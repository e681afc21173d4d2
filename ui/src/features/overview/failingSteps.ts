import type { FindingAt } from "../../ipc/bindings/FindingAt";
import type { JourneyStep } from "../../ipc/bindings/JourneyStep";
import type { RankedFinding } from "../../ipc/bindings/RankedFinding";
import type { StepStatus } from "../../ipc/bindings/StepStatus";

/** The step that a finding of this is told by; that of the server's own settings is no step. */
const stepOf: Partial<Record<FindingAt, JourneyStep>> = {
  registration: "register",
  credential: "register",
  manifest: "manifest",
  token: "token",
  consent: "on-behalf-of",
};

/** The steps that fail and that no finding tells as failing. */
export function failingSteps(findings: readonly RankedFinding[], steps: readonly StepStatus[]): readonly StepStatus[] {
  const told = new Set(findings.filter(({ finding }) => finding.severity === "error").map(({ at }) => stepOf[at]));
  return steps.filter(({ step, state }) => state === "fail" && !told.has(step));
}
