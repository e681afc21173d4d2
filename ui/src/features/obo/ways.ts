import type { AppError } from "../../ipc/bindings/AppError";
import type { CredentialState } from "../../ipc/bindings/CredentialState";
import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import { onBehalfOf } from "../../text/on-behalf-of";
import type { Way } from "../../window/way";
import { isConsent, isSecret, permissions, practice, register, signIn, waysOfCode } from "./codes";
import type { Exchange } from "./useExchange";

const text = onBehalfOf.next;

/** What went wrong with the newest run, and what mends it; `null` where nothing did. */
export interface Trouble {
  error: AppError;
  /** As far as it went; `null` where it was not tried. */
  answer: ExchangeView | null;
  ways: readonly Way[];
  /** A permission that the call lacked, and that was not asked for. */
  lacks: string | null;
}

export function troubleOf({ error, answer }: Exchange, scopes: readonly string[], credential: CredentialState | null): Trouble | null {
  if (error !== null) {
    return { error, answer: null, ways: waysOf(error, null, scopes, credential), lacks: null };
  }
  const failure = answer?.failure ?? null;
  if (answer === null || failure === null) {
    return null;
  }
  const reply = answer.outcome.graph.find((each) => each.error !== null);
  const lacks = reply?.is_covered === false ? reply.least_permission : null;
  return { error: failure, answer, ways: waysOf(failure, answer, scopes, credential), lacks };
}

/** Where the step becomes green again, the likeliest first; none where only another run tells. */
export function waysOf(
  error: AppError,
  answer: ExchangeView | null,
  scopes: readonly string[],
  credential: CredentialState | null = null,
): readonly Way[] {
  const { code } = error;
  const outcome = answer?.outcome ?? null;
  const refusal = outcome?.refusal ?? null;
  const claims = refusal?.claims ?? outcome?.graph.find((reply) => reply.claims !== null)?.claims ?? null;
  if (claims !== null) {
    return [{ label: text.claims, errand: { page: "sign-in", do: "sign-in", claims } }];
  }
  const causes = outcome?.findings.find((finding) => finding.code === code)?.would_cause ?? [];
  const unknownName = causes.includes("AADSTS650053");
  if ((isConsent.test(code) && !unknownName) || refusal?.suberror === "consent_required") {
    const asked = [...(outcome?.asked ?? scopes)];
    const consent: Way = { label: text.consent, errand: { page: "sign-in", do: "sign-in", prompt: "consent", scopes: asked } };
    // Nobody can have consented to one that the registration does not list; who declined knows of it.
    return code === "AADSTS65004" ? [consent] : [consent, permissions];
  }
  if (isSecret.test(code)) {
    // The practice tenant's own secret is nobody's to keep: its time was moved, or a fault is on.
    return credential === "practice" ? [practice] : [register(text.secret, "client-secret")];
  }
  const known = waysOfCode(code);
  if (known !== null) {
    return known;
  }
  if (refusal?.oauth_error === "interaction_required") {
    return [signIn];
  }
  return code.startsWith("AADSTS")
    ? [{ label: text.diagnose, errand: { page: "diagnose", do: "diagnose", text: `${code}: ${error.message}` } }]
    : [];
}
