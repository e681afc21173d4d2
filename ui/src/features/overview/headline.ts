import type { Agreement } from "../../ipc/bindings/Agreement";
import type { StepStatus } from "../../ipc/bindings/StepStatus";
import { agreement as text } from "../../text/agreement";
import { failingSteps } from "./failingSteps";

/** The state in words. Nothing is said to be well that was not read. */
export function headline({ findings, compared, sources, rows }: Agreement, steps: readonly StepStatus[]): { title: string; intro: string } {
  const failing = findings.filter(({ finding }) => finding.severity === "error");
  const attention = findings.length - failing.length;
  const unread = 5 - new Set(sources.filter(({ error }) => error === null).map(({ side }) => side)).size;
  const unnamed = failingSteps(findings, steps);
  const [first, step] = [failing[0], unnamed[0]];
  const stops = text.stops(failing.length + unnamed.length, attention);
  if (first !== undefined) {
    return { title: text.failing(first.at), intro: stops };
  }
  if (step !== undefined) {
    return { title: text.stepFails[step.step], intro: stops };
  }
  if (attention > 0) {
    return { title: text.attention, intro: text.needs(attention) };
  }
  if (unread === 0 && steps.every(({ state }) => state === "fine")) {
    const isWhole = rows.every(({ cells }) => cells.every(({ state }) => state.is !== "not-read"));
    return { title: isWhole ? text.all : text.allRead, intro: "" };
  }
  return { title: compared === 0 ? text.nothing : text.soFar, intro: text.notRead(unread) };
}
