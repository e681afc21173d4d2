import type { TokenView } from "../../ipc/bindings/TokenView";
import { token as text } from "../../text/token";

const words = text.report;

/** A report to hand on: the verdict and the checks; the token itself is not in it, and the claims only where they are asked for. */
export function report(view: TokenView, withClaims: boolean): string {
  const checks = view.checks.flatMap((check) => [
    `${`[${check.outcome}]`.padEnd(10)}${check.id}: ${check.detail}`,
    ...(["found", "expected", "fix"] as const).flatMap((name) => {
      const value = check.outcome === "pass" ? null : check[name];
      return value === null ? [] : [`          ${words[name]}: ${value}`];
    }),
  ]);
  const claims = view.claims.map(({ name, value, display }) => `${name}: ${value}${display === null ? "" : ` (${display})`}`);
  return [
    words.head,
    view.verdict,
    view.verified ? text.verified : text.notVerified,
    ...(checks.length === 0 ? [] : ["", ...checks]),
    ...(withClaims ? ["", ...claims] : []),
    "",
  ].join("\n");
}
