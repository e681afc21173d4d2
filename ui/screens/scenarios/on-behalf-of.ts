import type { AppError } from "../../src/ipc/bindings/AppError";
import type { ExchangeView } from "../../src/ipc/bindings/ExchangeView";
import type { FindingView } from "../../src/ipc/bindings/FindingView";
import type { ForeseenAbout } from "../../src/ipc/bindings/ForeseenAbout";
import type { ForeseenView } from "../../src/ipc/bindings/ForeseenView";
import type { GraphReply } from "../../src/ipc/bindings/GraphReply";
import type { Refusal } from "../../src/ipc/bindings/Refusal";
import type { RequestView } from "../../src/ipc/bindings/RequestView";
import { addIn, before, exchanged, requests } from "../../src/test/flows";
import type { Answers } from "../../src/test/rust";
import { copied, goodToken, nothingKept } from "../../src/test/views";
import { type Hand, type Scenario, go } from "../scenario";
import { contoso as status } from "./surroundings";

const oid = "b7c0e5d4-1f3a-4e86-a2d9-60c48b19f7e2";
const tid = addIn.tenant;
const held = copied(
  { ...goodToken, user: "Adele Vance", user_key: { tid, oid, sentence: "store the user by tid and oid together" } },
  { from: "sign-in", profile: "contoso", handle: "handle-1" },
);

const abouts: readonly ForeseenAbout[] = [
  "token-form",
  "token-kind",
  "token-audience",
  "token-cloud",
  "token-lifetime",
  "credential",
  "secret-shape",
  "credential-end",
  "scopes",
  "consent",
];
const fine: readonly ForeseenView[] = abouts.map((about) => ({
  about,
  state: about === "consent" ? "not-read" : "fine",
  finding: null,
}));
const secretId: FindingView = {
  code: "client-secret-is-its-id",
  severity: "error",
  title: "the client secret is the secret's ID, not its value",
  detail: "Entra wants the value, which the portal shows once.",
  evidence: [{ path: "client_secret", text: "a GUID, 36 characters" }],
  fix: ["make a new secret under Certificates & secrets", "copy its Value at once and keep it"],
  would_cause: ["AADSTS7000215"],
  has_rule: true,
};
const withSecretId = fine.map((each): ForeseenView => (each.about === "secret-shape" ? { ...each, state: "fail", finding: secretId } : each));

const base: Partial<Answers> = {
  status,
  add_in: addIn,
  before_on_behalf_of: before,
  opening: { ...nothingKept, token: held },
  foresee: [...fine],
};

const [reply] = exchanged.outcome.graph as [GraphReply];
const [toEntra, toGraph] = requests as [RequestView, RequestView];
const field = (name: string, value: string | null) => ({ name, value });
const sent = [
  field("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
  field("client_id", addIn.client_id),
  field("client_secret", null),
  field("assertion", null),
  field("scope", "User.Read"),
  field("requested_token_use", "on_behalf_of"),
];
const exchange: ExchangeView = {
  ...exchanged,
  outcome: {
    ...exchanged.outcome,
    oid,
    foreseen: [...fine],
    graph: [
      {
        ...reply,
        value: { displayName: "Adele Vance", userPrincipalName: "adelev@contoso.com", mail: "adelev@contoso.com", id: oid },
        proves: "the whole chain works: id is the token's oid",
      },
    ],
  },
  requests: [
    {
      ...toEntra,
      sent,
      answered: [
        field("token_type", "Bearer"),
        field("scope", "User.Read openid"),
        field("expires_in", "4371"),
        field("access_token", null),
        field("x-ms-request-id", "5d0e77c2-8a11-4c40-9b1e-6f2f3d5b91ab"),
      ],
    },
    toGraph,
  ],
};

const failing = (failure: AppError, outcome: Partial<ExchangeView["outcome"]>, all: readonly RequestView[]): ExchangeView => ({
  ...exchange,
  outcome: { ...exchange.outcome, granted: [], graph: [], ...outcome },
  failure,
  requests: [...all],
  ...(all.length === 0 && { curl: "" }),
});

const consent: AppError = {
  code: "AADSTS65001",
  message: "Files.Read was added after the last consent: the user or an administrator has not consented to it",
  hint: "consent again, or have an administrator consent for everybody",
};
const refusal: Refusal = {
  error: consent,
  oauth_error: "invalid_grant",
  suberror: "consent_required",
  claims: null,
  trace_id: null,
  correlation_id: null,
  timestamp: null,
  retry_after: null,
  next: [
    { words: "consent yourself", command: "hallpass sign-in", page: null },
    {
      words: "or have an administrator consent for everybody",
      command: null,
      page: `https://login.microsoftonline.com/${tid}/v2.0/adminconsent?client_id=${addIn.client_id}&scope=https%3A%2F%2Fgraph.microsoft.com%2FFiles.Read`,
    },
  ],
};
const refused = failing(consent, { asked: ["Files.Read"], refusal }, [
  {
    ...toEntra,
    sent,
    status: 400,
    answered: [
      field("error", "invalid_grant"),
      field(
        "error_description",
        `AADSTS65001: The user or administrator has not consented to use the application with ID '${addIn.client_id}' named 'Contoso Expenses'. Send an interactive authorization request for this user and resource.`,
      ),
    ],
  },
]);

const notSent = failing(
  { code: secretId.code, message: "the client secret looks like the secret's ID", hint: "copy the secret's Value" },
  { sent: false, findings: [secretId], foreseen: withSecretId },
  [],
);

const notConsented: FindingView = {
  code: "scope-not-consented",
  severity: "error",
  title: "Files.Read is not consented to",
  detail: "On-behalf-of shows no page: what nobody consented to beforehand is refused.",
  evidence: [{ path: "scope", text: "Files.Read" }],
  fix: ["consent in a sign-in that asks for it, or have an administrator consent for everybody"],
  would_cause: ["AADSTS65001"],
  has_rule: true,
};
const foreseenConsent = failing(
  { code: notConsented.code, message: "Files.Read is not consented to", hint: null },
  { sent: false, asked: ["Files.Read"], findings: [notConsented], next: refusal.next, foreseen: fine.map((each): ForeseenView => (each.about === "consent" ? { ...each, state: "fail", finding: notConsented } : each)) },
  [],
);

const denied: AppError = {
  code: "Authorization_RequestDenied",
  message: "the token has not the permission that this call needs",
  hint: "ask for Mail.Read",
};
const graphFailed = failing(
  denied,
  {
    granted: ["User.Read"],
    graph: [{ ...reply, target: "/v1.0/me/messages", status: 403, value: null, least_permission: "Mail.Read", is_covered: false, error: denied }],
  },
  [exchange.requests[0] ?? toEntra, { ...toGraph, url: "https://graph.microsoft.com/v1.0/me/messages", status: 403 }],
);

const longScopes = [
  "User.Read",
  "Files.ReadWrite.AppFolder",
  "DeviceManagementConfiguration.ReadWrite.All",
  "EntitlementMgmt-SubjectAccess.ReadWrite",
  "TeamsAppInstallation.ReadWriteAndConsentSelfForTeam",
  "Mail.ReadWrite.Shared",
  "Calendars.ReadWrite.Shared",
];
const veryLong: ExchangeView = {
  ...exchange,
  outcome: {
    ...exchange.outcome,
    asked: longScopes,
    granted: longScopes,
    graph: [
      {
        ...reply,
        target: `/v1.0/me/messages?$select=${"subject,from,receivedDateTime,".repeat(8)}id&$top=50`,
        value: {
          displayName: "Adele Vance-Featherstonehaugh of Contoso Travel and Expenses for Every Subsidiary (Guest)",
          "@odata.nextLink": `https://graph.microsoft.com/v1.0/me/messages?$skiptoken=${"x".repeat(300)}`,
          value: Array.from({ length: 30 }, (_, at) => ({ id: `message-${at}`, subject: "Expenses of March" })),
        },
        next: `https://graph.microsoft.com/v1.0/me/messages?$skiptoken=${"x".repeat(300)}`,
        least_permission: "Mail.ReadBasic",
      },
    ],
  },
  requests: exchange.requests.map((each) => ({
    ...each,
    sent: each.sent.map((one) => (one.name === "scope" ? { ...one, value: longScopes.join(" ") } : one)),
  })),
};

const run = (sees: string) => async (hand: Hand) => {
  await go("on-behalf-of")(hand);
  await hand.see("credential");
  await hand.click("obo-run");
  await hand.see(sees);
};

export const onBehalfOf: readonly Scenario[] = [
  { name: "on-behalf-of-no-token", answers: { ...base, opening: nothingKept, foresee: null }, steps: go("on-behalf-of") },
  { name: "on-behalf-of-before", answers: base, steps: go("on-behalf-of") },
  {
    name: "on-behalf-of-credential",
    answers: {
      ...base,
      before_on_behalf_of: {
        ...before,
        credential: {
          ...before.credential,
          state: "not-read",
          hint: null,
          end: null,
          days_left: null,
          ends_soon: false,
          error: { code: "keyring-locked", message: "the keyring is locked", hint: "unlock it, and try again" },
        },
      },
      foresee: fine.map((each) => (each.about === "credential" ? { ...each, state: "not-read" } : each)),
    },
    steps: async (hand) => {
      await go("on-behalf-of")(hand);
      await hand.see("credential");
    },
  },
  {
    name: "on-behalf-of-no-add-in",
    answers: {
      ...base,
      opening: nothingKept,
      foresee: null,
      before_on_behalf_of: {
        rejects: { code: "fact-missing", message: "the Application (client) ID is not known", hint: "give it under Register" },
      },
    },
    steps: go("on-behalf-of"),
  },
  {
    name: "on-behalf-of-running",
    answers: {
      ...base,
      exchange: ({ events }) => {
        events.onmessage({ event: "exchanging", scopes: ["User.Read"] });
        return new Promise(() => undefined);
      },
    },
    steps: run("obo-running"),
  },
  {
    name: "on-behalf-of-keyring-locked",
    answers: {
      ...base,
      exchange: ({ events }) => {
        events.onmessage({ event: "keyring-locked", seconds: 60 });
        return new Promise(() => undefined);
      },
    },
    steps: run("obo-running"),
  },
  {
    name: "on-behalf-of-offline",
    answers: {
      ...base,
      exchange: {
        rejects: {
          code: "host-not-found",
          message: "login.microsoftonline.com has no address: this computer may be offline",
          hint: "connect to the network, and try again; behind a proxy set HTTPS_PROXY",
        },
      },
    },
    steps: run("failure"),
  },
  { name: "on-behalf-of-not-consented", answers: { ...base, exchange: foreseenConsent }, steps: run("finding-scope-not-consented") },
  { name: "on-behalf-of-works", answers: { ...base, exchange }, steps: run("graph-answer") },
  {
    name: "on-behalf-of-works-graph",
    answers: { ...base, exchange },
    steps: async (hand) => {
      await run("graph-answer")(hand);
      await hand.click("arrow-graph");
      (await hand.see("graph-json")).scrollIntoView({ block: "end" });
    },
  },
  { name: "on-behalf-of-refused", answers: { ...base, exchange: refused }, steps: run("failure") },
  { name: "on-behalf-of-not-sent", answers: { ...base, exchange: notSent, foresee: withSecretId }, steps: run("obo-send-anyway") },
  { name: "on-behalf-of-graph-failed", answers: { ...base, exchange: graphFailed }, steps: run("obo-ask-for") },
  {
    name: "on-behalf-of-long",
    answers: { ...base, exchange: veryLong, before_on_behalf_of: { ...before, scopes: longScopes } },
    steps: run("graph-answer"),
  },
];
