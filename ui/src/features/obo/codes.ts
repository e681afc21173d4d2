import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import { onBehalfOf } from "../../text/on-behalf-of";
import { parts } from "../../text/parts";
import type { Errand } from "../../window/errand";
import type { Way } from "../../window/way";

const text = onBehalfOf.next;

export const register = (label: string, id: RegisterRow): Way => ({ label, errand: { page: "register", do: "show", id } });
const settings = (label: string, section: Extract<Errand, { page: "settings" }>["section"]): Way => ({
  label,
  errand: { page: "settings", do: "show", section },
});
export const signIn: Way = { label: text.signIn, errand: { page: "sign-in", do: "sign-in" } };
const anotherAccount: Way = { label: text.account, errand: { page: "sign-in", do: "sign-in", prompt: "select-account" } };
export const practice = settings(parts.practice, "practice");
export const permissions = register(text.permissions, "api-permissions");
const clientId = register(text.clientId, "application-client-id");
const tenant = register(text.tenant, "directory-tenant-id");
const idUri = register(text.idUri, "application-id-uri");

export const isConsent = /^(AADSTS6500[14]|scope-not-consented)$/;
export const isSecret = /^(AADSTS7000215|AADSTS7000218|AADSTS7000222|client-secret-.*|client-credential-absent|credential-.*|no-client-secret)$/;

/** What is neither consent nor secret: each by its codes. */
const known: readonly (readonly [RegExp, readonly Way[]])[] = [
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

/** Where what has this code is put right, the likeliest first; `null` where that is not known here. */
export function waysOfCode(code: string): readonly Way[] | null {
  return known.find(([codes]) => codes.test(code))?.[1] ?? null;
}
