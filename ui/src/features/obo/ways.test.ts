import { expect, it } from "vitest";

import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import type { Refusal } from "../../ipc/bindings/Refusal";
import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import { exchanged } from "../../test/flows";
import type { Errand } from "../../window/errand";
import { troubleOf, waysOf } from "./ways";

const signIn: Errand = { page: "sign-in", do: "sign-in" };
const anotherAccount: Errand = { page: "sign-in", do: "sign-in", prompt: "select-account" };
const consent: Errand = { page: "sign-in", do: "sign-in", prompt: "consent", scopes: ["Files.Read"] };
// Its type has the rows that there are, and Rust holds it against the plans.
const register = (id: RegisterRow): Errand => ({ page: "register", do: "show", id });
const settings = (section: "practice" | "certificates"): Errand => ({ page: "settings", do: "show", section });

const errorOf = (code: string) => ({ code, message: "it was refused", hint: null });
const refusal = (code: string, more: Partial<Refusal> = {}): Refusal => ({
  error: errorOf(code),
  oauth_error: "invalid_grant",
  suberror: null,
  claims: null,
  trace_id: null,
  correlation_id: null,
  timestamp: null,
  retry_after: null,
  next: [],
  ...more,
});
const answerOf = (code: string, more: Partial<ExchangeView["outcome"]> = {}): ExchangeView => ({
  ...exchanged,
  failure: errorOf(code),
  outcome: { ...exchanged.outcome, asked: ["Files.Read"], graph: [], ...more },
});
const errands = (code: string, answer: ExchangeView | null = null) =>
  waysOf(errorOf(code), answer, ["Files.Read"], "secret").map(({ errand }) => errand);

// What is foreseen before anything is sent: every code of those rules.
it.each<[string, readonly Errand[]]>([
  ["assertion-audience", [signIn, register("application-id-uri")]],
  ["assertion-expired", [signIn]],
  ["assertion-is-app-only", [signIn]],
  ["assertion-is-exchange-token", [signIn]],
  ["assertion-is-for-graph", [signIn]],
  ["assertion-is-id-token", [signIn]],
  ["assertion-malformed", [signIn]],
  ["assertion-not-readable", [signIn]],
  ["assertion-of-another-cloud", [signIn]],
  ["certificate-ended", [settings("certificates")]],
  ["client-credential-absent", [register("client-secret")]],
  ["client-secret-ended", [register("client-secret")]],
  ["client-secret-is-its-id", [register("client-secret")]],
  ["client-secret-not-as-copied", [register("client-secret")]],
  ["scope-absent", [register("api-permissions")]],
  ["scope-default-mixed", [register("api-permissions")]],
  ["scope-not-consented", [consent, register("api-permissions")]],
  ["scope-of-two-resources", [register("api-permissions")]],
  ["scope-separator", [register("api-permissions")]],
  // What keeps it from being tried.
  ["credential-missing", [register("client-secret")]],
  ["not-signed-in", [signIn]],
  ["sign-in-again", [signIn]],
  ["token-not-held", [signIn]],
  ["account-ambiguous", [anotherAccount]],
  ["fact-missing", [register("application-client-id")]],
  ["practice-not-running", [settings("practice")]],
  // Another run tells.
  ["keyring-locked", []],
  ["host-not-found", []],
  // What Entra says.
  ["AADSTS7000215", [register("client-secret")]],
  ["AADSTS7000218", [register("client-secret")]],
  ["AADSTS7000222", [register("client-secret")]],
  ["AADSTS700027", [settings("certificates")]],
  ["AADSTS65001", [consent, register("api-permissions")]],
  ["AADSTS65004", [consent]],
  ["AADSTS90094", [register("consent")]],
  ["AADSTS500133", [signIn]],
  ["AADSTS50013", [signIn]],
  ["AADSTS500131", [signIn, register("application-id-uri")]],
  ["AADSTS240002", [signIn]],
  ["AADSTS50076", [signIn]],
  ["AADSTS50173", [signIn]],
  ["AADSTS50020", [anotherAccount]],
  ["AADSTS700016", [register("application-client-id"), register("directory-tenant-id")]],
  ["AADSTS90002", [register("directory-tenant-id")]],
  ["AADSTS50194", [register("supported-account-types"), register("directory-tenant-id")]],
  ["AADSTS650053", [register("api-permissions")]],
  ["AADSTS65005", [register("api-permissions")]],
  ["AADSTS50105", [register("assignment-required"), anotherAccount]],
  ["AADSTS7000112", [register("enabled-for-users-to-sign-in")]],
  // Nobody's at this desk, or not known here.
  ["AADSTS53003", [{ page: "diagnose", do: "diagnose", text: "AADSTS53003: it was refused" }]],
])("%s leads on", (code, expected) => expect(errands(code)).toEqual(expected));

it("a challenge goes into the sign-in, whatever its number", () => {
  const answer = answerOf("AADSTS50076", { refusal: refusal("AADSTS50076", { claims: "{}" }) });
  expect(errands("AADSTS50076", answer)).toEqual([{ page: "sign-in", do: "sign-in", claims: "{}" }]);
});

it("what only a person can do is done in a sign-in", () => {
  const answer = answerOf("AADSTS123456", { refusal: refusal("AADSTS123456", { oauth_error: "interaction_required" }) });
  expect(errands("AADSTS123456", answer)).toEqual([signIn]);
});

it("a permission that there is not is corrected, and not consented to", () => {
  const finding = { code: "scope-not-consented", severity: "error" as const, title: "", detail: "", evidence: [], fix: [], would_cause: ["AADSTS650053"], has_rule: true };
  expect(errands("scope-not-consented", answerOf("scope-not-consented", { findings: [finding] }))).toEqual([register("api-permissions")]);
});

it("the practice tenant's own secret is nobody's to keep", () => {
  expect(waysOf(errorOf("AADSTS7000222"), null, [], "practice").map(({ errand }) => errand)).toEqual([settings("practice")]);
});

it("there is no trouble where Graph answered", () => {
  expect(troubleOf({ running: null, stopping: false, answer: exchanged, error: null, serial: 1 }, [], "secret")).toBeNull();
});
