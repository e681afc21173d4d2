import type { AppError } from "../../ipc/bindings/AppError";
import type { CredentialState } from "../../ipc/bindings/CredentialState";
import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import { onBehalfOf } from "../../text/on-behalf-of";
import { parts } from "../../text/parts";
import type { Errand } from "../../window/errand";
import type { Way } from "../../window/way";
import type { Exchange } from "./useExchange";

const text = onBehalfOf.next;

const register = (label: string, id: RegisterRow): Way => ({ label, errand: { page: "register", do: "show", id } });
const settings = (label: string, section: Extract<Errand, { page: "settings" }>["section"]): Way => ({
  label,
  errand: { page: "settings", do: "show", section },
});
const signIn: Way = { label: text.signIn, errand: { page: "sign-in", do: "sign-in" } };
const anotherAccount: Way = { label: text.account, errand: { page: "sign-in", do: "sign-in", prompt: "select-account" } };
const practice = settings(parts.practice, "practice");
const permissions = register(text.permissions, "api-permissions");
const clientId = register(text.clientId, "application-client-id");
const tenant = register(text.tenant, "directory-tenant-id");
const idUri = register(text.idUri, "application-id-uri");

const consent = /^(AADSTS6500[14]|scope-not-consented)$/;
const secret = /^(AADSTS7000215|AADSTS7000218|AADSTS7000222|client-secret-.*|client-credential-absent|credential-.*|no-client-secret)$/;

/** What is neither consent nor secret: each by its codes. */
const ways: readonly (readonly [RegExp, readonly Way[]])[] = [
  [/^(certificate-.*|AADSTS70002[17]|AADSTS700030)$/, [settings(text.certificate, "certificates")]],
  [/^(AADSTS500131|assertion-audience)$/, [signIn, idUri]],
  [/^(AADSTS50020|AADSTS50034|AADSTS51004|account-.*)$/, [anotherAccount]],
  [/^(AADSTS(500133|50013|50027|240002|7000114|50173|50133|50078|5007[2469]|50158|700082|70008|70043)|assertion-.*)$/, [signIn]],
  [/^(token-not-held|not-signed-in|sign-in-again)$/, [signIn]],
  [/^(AADSTS(65005|650053|650054|650057|500011|70011|28000|28002|28003|650052|700022)|scope-.*)$/, [permissions]],
  [/^AADSTS(90094|90095|650056)$/, [register(text.administrator, "consent")]],
  [/^AADSTS700016$/, [clientId, tenant]],
  [/^AADSTS(90002|900023|50059)$/, [tenant]],
  [/^AADSTS50194$/, [register(text.accountTypes, "supported-account-types"), tenant]],
  [/^AADSTS50105$/, [register(text.assignment, "assignment-required"), anotherAccount]],
  [/^AADSTS(7000112|70001)$/, [register(text.enabled, "enabled-for-users-to-sign-in")]],
  [/^fact-missing$/, [clientId]],
  [/^practice-/, [practice]],
];

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
  if ((consent.test(code) && !unknownName) || refusal?.suberror === "consent_required") {
    const asked = [...(outcome?.asked ?? scopes)];
    return [{ label: text.consent, errand: { page: "sign-in", do: "sign-in", prompt: "consent", scopes: asked } }];
  }
  if (secret.test(code)) {
    // The practice tenant's own secret is nobody's to keep: its time was moved, or a fault is on.
    return credential === "practice" ? [practice] : [register(text.secret, "client-secret")];
  }
  const known = ways.find(([codes]) => codes.test(code));
  if (known !== undefined) {
    return known[1];
  }
  if (refusal?.oauth_error === "interaction_required") {
    return [signIn];
  }
  return code.startsWith("AADSTS")
    ? [{ label: text.diagnose, errand: { page: "diagnose", do: "diagnose", text: `${code}: ${error.message}` } }]
    : [];
}
