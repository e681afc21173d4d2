import type { AddInView } from "../ipc/bindings/AddInView";
import type { BeforeView } from "../ipc/bindings/BeforeView";
import type { ExchangeView } from "../ipc/bindings/ExchangeView";
import type { ForeseenAbout } from "../ipc/bindings/ForeseenAbout";
import type { ForeseenState } from "../ipc/bindings/ForeseenState";
import type { ForeseenView } from "../ipc/bindings/ForeseenView";
import type { RequestView } from "../ipc/bindings/RequestView";
import type { SignedInView } from "../ipc/bindings/SignedInView";
import { goodToken } from "./views";

const tenant = "9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613";
const client = "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47";
const scope = `api://localhost:3000/${client}/access_as_user`;

export const account = (username: string, user = "b7c0e5d4-1f3a-4e86-a2d9-60c48b19f7e2") => ({
  username,
  tenant_id: tenant,
  object_id: user,
  client_id: client,
  cloud: "public",
  scopes: [scope],
  signed_in: "2026-03-17T12:00:00Z",
});

export const addIn: AddInView = {
  name: "Contoso Expenses",
  client_id: client,
  scope,
  tenant,
  single_tenant: true,
  waits_seconds: 300,
  accounts: [],
};

const returns = "http://localhost:51724";
export const signInPage = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize?client_id=${client}&redirect_uri=${encodeURIComponent(returns)}&scope=${encodeURIComponent(`openid profile ${scope}`)}`;

export const signedIn: SignedInView = {
  account: account("adelev@contoso.com"),
  handle: "handle-1",
  expires: "2026-03-17T13:00:00Z",
  scopes: [scope],
  token: { ...goodToken, user: "Adele Vance" },
  kept: { state: "in-keyring" },
};

export const before: BeforeView = {
  client_id: client,
  credential: { state: "secret", hint: "abc", end: "2026-03-26T00:00:00Z", days_left: 9, ends_soon: true, error: null },
  scopes: ["User.Read", "Files.Read"],
  calls: [
    { path: "/v1.0/me?$select=id", least: "User.Read", any_of: ["User.Read"], proves: "who it is" },
    { path: "/v1.0/me/messages", least: "Mail.Read", any_of: ["Mail.Read"], proves: "the newest messages" },
  ],
};

export const foreseen = (states: Partial<Record<ForeseenAbout, ForeseenState>> = {}): ForeseenView[] =>
  (["token-form", "token-audience", "secret-shape", "consent"] as const).map((about) => ({
    about,
    state: states[about] ?? "fine",
    finding: null,
  }));

const field = (name: string, value: string | null) => ({ name, value });
export const requests: RequestView[] = [
  {
    to: "entra",
    method: "POST",
    url: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    at: "2026-03-17T12:26:08Z",
    duration_ms: 412,
    sent: [field("client_id", client), field("client_secret", null)],
    status: 200,
    error: null,
    answered: [field("scope", "User.Read"), field("access_token", null)],
  },
  {
    to: "graph",
    method: "GET",
    url: "https://graph.microsoft.com/v1.0/me",
    at: "2026-03-17T12:26:09Z",
    duration_ms: 131,
    sent: [field("authorization", null)],
    status: 200,
    error: null,
    answered: [field("request-id", "r-1")],
  },
];

export const exchanged: ExchangeView = {
  outcome: {
    oid: "user-1",
    assertion: { source: "held", kind: "", user: null, tenant: null, audience: null, scopes: null },
    asked: ["User.Read"],
    findings: [],
    foreseen: [],
    sent: true,
    granted: ["User.Read"],
    expires: null,
    handle: "handle-2",
    refusal: null,
    next: [],
    graph: [
      {
        target: "/v1.0/me",
        status: 200,
        request_id: null,
        retry_after: null,
        value: { displayName: "Adele Vance", id: "user-1" },
        picture: null,
        other: null,
        sent: true,
        next: null,
        proves: null,
        least_permission: "User.Read",
        is_covered: true,
        error: null,
        claims: null,
      },
    ],
    picture: null,
    clock_off: null,
  },
  failure: null,
  requests,
  curl: "curl https://login.microsoftonline.com",
};
