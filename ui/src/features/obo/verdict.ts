import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import { headline } from "../../text/sentence";
import { timeOfDay, took } from "../../text/time";
import { onBehalfOf as text } from "../../text/on-behalf-of";

/** What an exchange came to, as a title and what stands below it. */
export function verdictOf({ failure, outcome, requests }: ExchangeView): { title: string; intro?: string } {
  const time = requests.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
  const [first] = requests;
  const meta = first === undefined ? "" : text.meta(requests.length, took(time), timeOfDay(first.at, true));
  if (failure !== null) {
    // The rest stands in the finding.
    const { head } = headline(failure.message);
    const intro = [...(outcome.sent ? [] : [`${text.notSent}.`]), meta].filter(Boolean);
    return intro.length === 0 ? { title: head } : { title: head, intro: intro.join(" ") };
  }
  const person = personOf(outcome.graph[0]?.value);
  const title = outcome.graph.length === 0 ? text.granted : person === null ? text.worksOnly : text.works(person);
  return meta === "" ? { title } : { title, intro: meta };
}

function personOf(value: unknown): string | null {
  for (const name of ["displayName", "name", "userPrincipalName"]) {
    const found = memberOf(value, name);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

/** A member of an answer that is text. */
export function memberOf(value: unknown, name: string): string | null {
  if (typeof value !== "object" || value === null || !(name in value)) {
    return null;
  }
  const member = (value as Record<string, unknown>)[name];
  return typeof member === "string" && member !== "" ? member : null;
}
