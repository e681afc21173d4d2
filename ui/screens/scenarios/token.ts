import type { CheckOutcome } from "../../src/ipc/bindings/CheckOutcome";
import type { CheckView } from "../../src/ipc/bindings/CheckView";
import type { ClaimView } from "../../src/ipc/bindings/ClaimView";
import type { TokenAnswer } from "../../src/ipc/bindings/TokenAnswer";
import type { TokenView } from "../../src/ipc/bindings/TokenView";
import type { Answers } from "../../src/test/rust";
import { copied, nothingKept } from "../../src/test/views";
import { type Hand, type Scenario, go } from "../scenario";
import { contoso } from "./surroundings";

/** From now, as Rust writes times. */
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
const life = { issued: minutes(-28), expires: minutes(47) };
const status = { ...contoso, token: life };

const client = "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47";
const tid = "9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613";
const oid = "b7c0e5d4-1f3a-4e86-a2d9-60c48b19f7e2";

const claim = (name: string, value: string, meaning: string, display: string | null = null): ClaimView => ({
  name,
  value,
  meaning,
  display,
});
const check = (id: string, outcome: CheckOutcome, detail: string, more: Partial<CheckView> = {}): CheckView => ({
  id,
  outcome,
  detail,
  found: null,
  expected: null,
  fix: null,
  ...more,
});

const claims = (scope: string) => [
  claim("aud", client, "your add-in", "equal to the client ID"),
  claim("iss", `https://login.microsoftonline.com/${tid}/v2.0`, "your tenant, public cloud"),
  claim("tid", tid, "tenant of the user"),
  claim("scp", scope, "what the client may do"),
  claim("azp", "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "who asked for it", "Office, all hosts"),
  claim("oid", oid, "the user, store it together with tid"),
  claim("preferred_username", "adelev@contoso.com", "for display only, it can change"),
  claim("exp", "1773756711", "when it ends", "15:11:51, in 47 min"),
  claim("iat", "1773752211", "when it was issued", "13:56:51"),
  claim("ver", "2.0", "format set by the registration"),
  claim("uti", "mXv0aQ3kT0yKw", "token ID, finds it in sign-in logs"),
  claim("name", "Adele Vance", "for display only"),
  claim("aio", "AVQAq/8TAAAA", "internal to Entra, not documented: ignore"),
  claim("rh", "1.AXEAsy", "internal to Entra, not documented: ignore"),
  claim("sid", "001", "the session"),
];
const jsonOf = (all: readonly ClaimView[]) =>
  JSON.stringify({ header: { typ: "JWT", alg: "RS256" }, claims: Object.fromEntries(all.map(({ name, value }) => [name, value])) }, null, 2);

const fine: TokenView = {
  kind: "This is an access token for an API of your own",
  verdict: "This token is genuine, and your server may take it",
  verified: true,
  passed: true,
  checks: [
    check("form", "pass", "a JWT in three parts"),
    check("algorithm", "pass", "RS256, as Entra signs"),
    check("key", "pass", "the key is in Entra's list"),
    check("signature", "pass", "RS256, key in Entra's list"),
    check("issuer", "pass", "v2.0, public cloud"),
    check("tenant", "pass", "it is of your tenant", { found: tid }),
    check("audience", "pass", "it is for your app"),
    check("lifetime", "pass", "75 min, 47 left"),
    check("scope", "pass", "access_as_user is in it"),
    check("client", "pass", "Office asked for it"),
  ],
  claims: claims("access_as_user"),
  ...life,
  user: "Adele Vance",
  user_key: {
    tid,
    oid,
    sentence: `Store the user by tid and oid together: ${tid} and ${oid}; never by preferred_username, name`,
  },
  json: jsonOf(claims("access_as_user")),
  what_now: ["send it to your server with each request, and ask Office anew each time"],
};
const misspelt: TokenView = {
  ...fine,
  verdict: "This token is genuine, but its scope is misspelt",
  passed: false,
  checks: fine.checks.map((each) => {
    switch (each.id) {
      case "scope":
        return check("scope", "fail", "its scope is misspelt: hyphens where Office asks for underscores, so it answers 13005", {
          found: "access-as-user",
          expected: "access_as_user",
          fix: "turn the scope off under Expose an API, rename it to access_as_user, turn it on, and sign in again for a new token",
        });
      case "client":
        return check("client", "warn", "your own app asked for it, not Office", { found: client });
      default:
        return each;
    }
  }),
  claims: claims("access-as-user"),
  json: jsonOf(claims("access-as-user")),
};
const longUri = `api://addin-travel-and-expenses.finance.emea.contoso-international.example:44355/${client}`;
const longClaims = [
  claim("aud", longUri, "another app"),
  ...claims("access_as_user Expenses.Read.All Expenses.ReadWrite.All Travel.Read.All Travel.ReadWrite.All Approvals.Read.All").slice(1),
  claim("groups", Array.from({ length: 12 }, () => oid).join(" "), "the groups of the user"),
  claim("unbroken", "x".repeat(400), "of another program"),
];
const veryLong: TokenView = {
  ...fine,
  verdict: "This token is genuine, but it is for another app than yours",
  passed: false,
  user: "Adele Vance-Featherstonehaugh of Contoso Travel and Expenses for Every Subsidiary (Guest)",
  checks: fine.checks.map((each) =>
    each.id === "audience"
      ? check("audience", "fail", "it is for another app: the audience differs in its host and its port", {
          found: longUri,
          expected: longUri.replace("44355", "44300").replace("emea", "apac"),
          fix: "ask for the scope of your own app, and set the version of its tokens to 2",
        })
      : each,
  ),
  claims: longClaims,
  json: jsonOf(longClaims),
};

const anotherTenant = "0f0c1f8e-1111-4e86-a2d9-60c48b19f7e2";
const strangers: TokenView = {
  ...fine,
  verdict: "Do not trust this token: its key is none of the issuer's 7 (and 3 more checks failed)",
  verified: false,
  passed: false,
  user: "somebody@fabrikam.com",
  user_key: null,
  checks: [
    check("form", "pass", "a JWT in three parts"),
    check("algorithm", "pass", "RS256, as Entra signs"),
    check("key", "fail", "its key is none of the issuer's 7", {
      found: "kWbkFiBHt5lEDzbTkMBmHPCFmZ4",
      expected: "1LTMzakihiRla_8z2BEJVXeWMqo, CNv0OI3RwqlHFEVnaoMAshCH2XE",
      fix: "fetch the keys again, they change without notice; if it stays so, the token comes from another cloud or tenant",
    }),
    check("signature", "skipped", "NOT VERIFIED: there is no key for it"),
    check("issuer", "fail", "its issuer is not the one expected", {
      found: `https://sts.windows.net/${anotherTenant}/`,
      expected: `https://sts.windows.net/${tid}/`,
      fix: "set api.requestedAccessTokenVersion to 2 in the registration; or take the version 1 issuer of your tenant from its metadata",
    }),
    check("tenant", "fail", "its tenant is none of those that may come", {
      found: anotherTenant,
      expected: tid,
      fix: "sign in to the expected tenant, or add this one to those that may come",
    }),
    check("audience", "fail", "its audience is not your app", {
      found: "api://addin.fabrikam.com/0e3f8a2b-4d19-4a1c-9c52-7a1e0c5d8f48",
      expected: `${client}, api://localhost:3000/${client}`,
      fix: "use one app for all: the same host and client ID in the registration's Application ID URI, the manifest's Resource and your server's settings",
    }),
    check("lifetime", "pass", "unverified: 75 min, 47 left"),
    check("scope", "pass", "unverified: access_as_user is in it"),
    check("client", "pass", "unverified: Office asked for it"),
  ],
  claims: [claim("aud", "api://addin.fabrikam.com/0e3f8a2b-4d19-4a1c-9c52-7a1e0c5d8f48", "another app"), claim("ver", "1.0", "format set by the registration"), ...claims("access_as_user").slice(1, 9)],
};
const graphs: TokenView = {
  ...fine,
  verdict: "This is an access token for Microsoft Graph. NOT VERIFIED: nobody but Graph can",
  verified: false,
  passed: false,
  user_key: null,
  checks: [],
  claims: [claim("aud", "00000003-0000-0000-c000-000000000000", "Microsoft Graph"), ...claims("User.Read profile openid email").slice(1)],
  what_now: ["send your server the token of getAccessToken, and let it get this one by On-Behalf-Of"],
};

const own = (view: TokenView): TokenAnswer => copied(view, { from: "sign-in", profile: "contoso", handle: "handle-1" });
const opening = (token: TokenAnswer | null): Partial<Answers> => ({ status, opening: { ...nothingKept, page: "token", token } });

/** The claims as JSON: a view of its own where there is little room. */
const asJson = async (hand: Hand) => {
  await hand.click(window.innerWidth < 900 ? "token-tab-json" : "claims-as-json");
  await hand.see("token-json");
};

export const token: readonly Scenario[] = [
  { name: "token-empty", answers: { status: contoso }, steps: go("token") },
  {
    name: "token-paste",
    answers: { status: contoso },
    steps: async (hand) => {
      await go("token")(hand);
      await hand.click("paste");
      await hand.see("paste-field");
    },
  },
  {
    name: "token-reading",
    answers: { status: contoso, inspect_clipboard: () => new Promise(() => undefined) },
    steps: async (hand) => {
      await go("token")(hand);
      await hand.click("inspect");
    },
  },
  {
    name: "token-error",
    answers: {
      status: contoso,
      inspect_clipboard: {
        rejects: {
          code: "token-not-readable",
          message: "there is no token in the clipboard: it has 12 characters, and a token has three parts with dots between them",
          hint: "copy the whole token, and try again",
        },
      },
    },
    steps: async (hand) => {
      await go("token")(hand);
      await hand.click("inspect");
      await hand.see("failure");
    },
  },
  { name: "token", answers: opening(own(fine)) },
  { name: "token-json", answers: opening(own(fine)), steps: asJson },
  { name: "token-failing", answers: opening(own(misspelt)) },
  {
    name: "token-claims",
    answers: opening(own(misspelt)),
    steps: async (hand) => {
      if (window.innerWidth < 900) {
        await hand.click("token-tab-claims");
      }
      (await hand.see("token-claims")).scrollIntoView({ block: "end" });
    },
  },
  { name: "token-expired", answers: opening(own({ ...fine, issued: minutes(-76), expires: minutes(-1) })) },
  { name: "token-last-minute", answers: opening(own({ ...fine, issued: minutes(-74), expires: minutes(1) })) },
  { name: "token-stranger", answers: opening(copied(strangers, { profile: "contoso" })) },
  { name: "token-graph", answers: opening(copied(graphs, { profile: "contoso" })) },
  { name: "token-long", answers: opening(own(veryLong)) },
  { name: "token-long-json", answers: opening(own(veryLong)), steps: asJson },
  {
    name: "token-unchecked",
    answers: opening(
      copied(
        {
          ...misspelt,
          verified: false,
          checks: [],
          verdict: "This is an access token for an API of your own. NOT VERIFIED: only read, anyone can have written it",
        },
        {
          profile: "contoso",
          unchecked: { code: "fact-missing", message: "the Application (client) ID is not known", hint: "give it under Register" },
        },
      ),
    ),
  },
  {
    name: "token-more",
    answers: opening(own(fine)),
    steps: async (hand) => {
      await hand.click("token-more");
      await hand.see("copy-token");
    },
  },
  {
    name: "token-report",
    answers: opening(own(misspelt)),
    steps: async (hand) => {
      await hand.click("token-report-open");
      await hand.see("token-report");
    },
  },
];
