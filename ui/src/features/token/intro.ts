import type { KnownToken } from "../../opening/known";
import { sentence } from "../../text/sentence";
import { timeOfDay } from "../../text/time";
import { token as text } from "../../text/token";

/** Below the verdict: what it did not say, whose the token is, since when, and whether it was verified. */
export function intro({ view, from, profile }: KnownToken, rest: string, chosen: string): string {
  const times = view.issued === null ? [] : [text.issued(timeOfDay(view.issued))];
  const person = view.user === null ? [text.from[from]] : [text.of(view.user)];
  const parts = [
    ...(rest === "" ? [] : [sentence(rest)]),
    `${[...person, ...times].join(", ")}.`,
    // Where it says so loudly itself, once is enough.
    ...(view.verified ? [text.verified] : view.verdict.includes("NOT VERIFIED") ? [] : [text.notVerified]),
    ...(profile === null || profile === chosen ? [] : [text.otherProfile(profile)]),
  ];
  return parts.join(" ");
}
