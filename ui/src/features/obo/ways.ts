import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import type { AppError } from "../../ipc/bindings/AppError";
import { onBehalfOf } from "../../text/on-behalf-of";
import type { Errand } from "../../window/errand";

const text = onBehalfOf.next;

/** A way on after a failure: what its button says, and where it leads. */
export interface Way {
  label: string;
  errand: Errand;
}

const secret = /^(AADSTS7000215|AADSTS7000222|AADSTS7000218|AADSTS700027|client-|credential-|certificate-)/;
const signIn = /^(AADSTS500133|AADSTS50013$|AADSTS50076|AADSTS50079|assertion-expired|token-not-held|not-signed-in|sign-in-again|account-)/;
const consent = /^(AADSTS65001|AADSTS65004|scope-not-consented)/;
const token = /^(assertion-|AADSTS500131|AADSTS50027|AADSTS240002)/;

/** Where the step becomes green again, the likeliest first. */
export function waysOf(error: AppError, answer: ExchangeView | null, scopes: readonly string[]): Way[] {
  const claims = answer?.outcome.refusal?.claims ?? answer?.outcome.graph.find((reply) => reply.claims !== null)?.claims ?? null;
  if (claims !== null) {
    return [{ label: text.claims, errand: { page: "sign-in", do: "sign-in", claims } }];
  }
  const asked = (answer?.outcome.asked ?? scopes).map((scope) => scope);
  if (consent.test(error.code) || answer?.outcome.refusal?.suberror === "consent_required") {
    return [{ label: text.consent, errand: { page: "sign-in", do: "sign-in", prompt: "consent", scopes: asked } }];
  }
  if (secret.test(error.code)) {
    return [{ label: text.secret, errand: { page: "register", do: "show", id: "client-secret" } }];
  }
  if (signIn.test(error.code) || answer?.outcome.refusal?.oauth_error === "interaction_required") {
    return [{ label: text.signIn, errand: { page: "sign-in", do: "sign-in" } }];
  }
  if (token.test(error.code)) {
    return [{ label: text.token, errand: { page: "token", do: "show" } }];
  }
  return error.code.startsWith("AADSTS")
    ? [{ label: text.diagnose, errand: { page: "diagnose", do: "diagnose", text: `${error.code}: ${error.message}` } }]
    : [];
}
