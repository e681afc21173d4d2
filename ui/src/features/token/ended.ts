import type { TokenView } from "../../ipc/bindings/TokenView";
import { useTimeLeft } from "../../parts/useTimeLeft";
import { token } from "../../text/token";

const text = token.ended;

/** What a token that was judged before its end is since: genuine still, and good for nothing. One that was only read, or that is at
 * fault in its lifetime already, stays as it is. */
export function ended(view: TokenView): TokenView {
  const wasGood = view.checks.some(({ id, outcome }) => id === "lifetime" && (outcome === "pass" || outcome === "warn"));
  if (!wasGood) {
    return view;
  }
  const checks = view.checks.map((check) =>
    check.id === "lifetime" ? { ...check, outcome: "fail" as const, detail: text.detail, fix: text.fix } : check,
  );
  // How long it would be good was said when it was read.
  const claims = view.claims.map((claim) =>
    claim.name === "exp" ? { ...claim, display: claim.display?.replace(/, in [^,]*$/, "") ?? null } : claim,
  );
  return { ...view, checks, claims, passed: false, verdict: view.passed ? text.verdict : view.verdict };
}

/** The same, as soon as its time comes. */
export function useEnded(token: TokenView): { view: TokenView; isOver: boolean } {
  const { expires } = token;
  const left = useTimeLeft(expires ?? 0);
  const isOver = expires !== null && left === 0;
  return { view: isOver ? ended(token) : token, isOver };
}
