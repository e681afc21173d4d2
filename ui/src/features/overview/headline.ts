import type { Agreement } from "../../ipc/bindings/Agreement";
import type { StepStatus } from "../../ipc/bindings/StepStatus";
import { agreement as text } from "../../text/agreement";

/** The state in words. Nothing is said to be well that was not read. */
export function headline({ findings, compared, sources, rows }: Agreement, steps: readonly StepStatus[]): { title: string; intro: string } {
  const failing = findings.filter(({ finding }) => finding.severity === "error");
  const attention = findings.length - failing.length;
  const unread = 5 - new Set(sources.filter(({ error }) => error === null).map(({ side }) => side)).size;
  const first = failing[0];
  if (first !== undefined) {
    return { title: text.failing(first.at), intro: text.stops(failing.length, attention) };
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
