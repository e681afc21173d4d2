import type { CertificatesView } from "../ipc/bindings/CertificatesView";
import type { Contact } from "../ipc/bindings/Contact";
import type { EnvironmentView } from "../ipc/bindings/EnvironmentView";
import type { FaultSwitch } from "../ipc/bindings/FaultSwitch";
import type { GeneralSettings } from "../ipc/bindings/GeneralSettings";
import type { ListedProfile } from "../ipc/bindings/ListedProfile";
import type { PracticeRoom } from "../ipc/bindings/PracticeRoom";
import type { WrittenView } from "../ipc/bindings/WrittenView";

export const general: GeneralSettings = {
  at_login: false,
  at_login_error: null,
  theme: "system",
  notifications: true,
  error: null,
  file: "~/.config/hallpass/settings.toml",
};

export const clientId = "4f8c1a90-3b7d-4e52-9c61-7ad0e2f5b318";

export const listed = (profile: string, more: Partial<ListedProfile> = {}): ListedProfile => ({
  profile,
  chosen: false,
  file: `~/.config/hallpass/profiles/${profile}.toml`,
  there: true,
  name: "Contoso Expenses",
  domain: "localhost:3000",
  client_id: clientId,
  cloud: "public",
  ...more,
});

export const nothingKnown: ListedProfile = {
  ...listed("default", { chosen: true, there: false }),
  name: null,
  domain: null,
  client_id: null,
  cloud: null,
};

const officeJs = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

export const environments: EnvironmentView[] = [
  {
    id: "practice",
    name: "Practice tenant",
    authority: null,
    graph: null,
    office_js: officeJs,
    portal: null,
    chosen: false,
  },
  {
    id: "public",
    name: "Microsoft Entra public",
    authority: "https://login.microsoftonline.com",
    graph: "https://graph.microsoft.com",
    office_js: officeJs,
    portal: "https://entra.microsoft.com",
    chosen: true,
  },
  {
    id: "us-gov",
    name: "US Government GCC High",
    authority: "https://login.microsoftonline.us",
    graph: "https://graph.microsoft.us",
    office_js: "https://appsforoffice.gcch.cdn.office.net/appsforoffice/lib/1/hosted/office.js",
    portal: "https://portal.azure.us",
    chosen: false,
  },
];

export const otherCloud: EnvironmentView = {
  id: "custom",
  name: "Contoso Cloud",
  authority: "https://login.cloud.contoso.com",
  graph: "https://graph.cloud.contoso.com",
  office_js: officeJs,
  portal: null,
  chosen: false,
};

const authority = { subject: "CN=Developer CA for Microsoft Office Add-ins", begin: "2026-01-01T00:00:00Z", end: "2027-04-14T00:00:00Z" };

export const certificates: CertificatesView = {
  files: [
    {
      role: "practice-authority",
      path: "~/.local/state/hallpass/practice/ca.pem",
      state: "valid",
      certificate: authority,
      error: null,
    },
    {
      role: "development-authority",
      path: "~/.office-addin-dev-certs/ca.crt",
      state: "ends-soon",
      certificate: { ...authority, end: "2026-02-03T00:00:00Z" },
      error: null,
    },
    {
      role: "development",
      path: "~/.office-addin-dev-certs/localhost.crt",
      state: "ended",
      certificate: { ...authority, end: "2026-01-03T00:00:00Z" },
      error: null,
    },
  ],
  keyring_error: null,
  kept: [
    {
      kind: "certificate-key",
      client_id: clientId,
      own: true,
      hint: null,
      in_keyring: true,
      entry: `Hallpass contoso/certificate-key/${clientId}`,
      subject: "CN=Contoso Expenses",
      thumbprint: "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B",
      end: "2027-01-31T23:59:59Z",
      days_left: 381,
      verdict: "good",
    },
  ],
};

const fault = (code: number, on: string, meaning: string, more: Partial<FaultSwitch> = {}): FaultSwitch => ({
  code,
  is_of_graph: on === "graph",
  on,
  meaning,
  common: false,
  set: false,
  ...more,
});

export const room: PracticeRoom = {
  authority: "https://localhost:47443/9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613",
  http_authority: "http://localhost:47080/9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613",
  graph: "https://localhost:47443/graph",
  tenant_id: "9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613",
  ca_file: "~/.office-addin-dev-certs/ca.crt",
  certificate: authority,
  has_dev_certificate: true,
  process: 4711,
  people: [
    { name: "Adele Vance", user: "adelev@contoso.com", is_admin: false, is_blocked: false },
    { name: "Megan Bowen", user: "meganb@contoso.com", is_admin: true, is_blocked: false },
    { name: "Grady Archie", user: "gradya@contoso.com", is_admin: false, is_blocked: true },
  ],
  signs_in: null,
  ahead_seconds: 0,
  faults: [
    fault(65001, "obo", "The user or administrator has not consented.", { common: true, set: true }),
    fault(50076, "obo", "A second factor is required.", { common: true }),
    fault(7000222, "token", "The client secret has expired.", { common: true }),
    fault(429, "graph", "Graph is asked too often; Retry-After says how long to wait.", { common: true }),
    fault(50011, "authorize", "The redirect URI is not one of the app's."),
    fault(53003, "obo", "A Conditional Access policy blocks this sign-in."),
    fault(503, "graph", "Graph is not available for the moment."),
  ],
};

export const contacts: Contact[] = [
  { host: "localhost:3000", reason: "add-in", clouds: [], by_profile: true },
  { host: "login.microsoftonline.com", reason: "sign-in", clouds: ["Microsoft Entra public"], by_profile: true },
  { host: "graph.microsoft.com", reason: "graph", clouds: ["Microsoft Entra public"], by_profile: true },
  { host: "outlook.office365.com", reason: "exchange-token", clouds: [], by_profile: true },
  { host: "entra.microsoft.com", reason: "portal", clouds: ["Microsoft Entra public"], by_profile: true },
  { host: "localhost:47443", reason: "practice", clouds: ["Practice tenant"], by_profile: false },
  {
    host: "login.microsoftonline.us",
    reason: "sign-in",
    clouds: ["US Government GCC High", "US Government DoD"],
    by_profile: false,
  },
];

export const nothingWritten: WrittenView = {
  by_hallpass: { parts: [], keyring: [], keyring_error: null, files: [], registrations: [], unread: [] },
  by_window: [],
  at_login: false,
};

export const written: WrittenView = {
  by_hallpass: {
    parts: [
      {
        folder: "config",
        name: "profiles",
        path: "~/.config/hallpass/profiles",
        files: 2,
        bytes: 4120,
        deletable: false,
      },
      {
        folder: "state",
        name: "activity",
        path: "~/.local/state/hallpass/activity",
        files: 1,
        bytes: 1_204_000,
        deletable: true,
      },
      {
        folder: "cache",
        name: "keys",
        path: "~/.cache/hallpass/keys",
        files: 1,
        bytes: 5_300,
        deletable: true,
      },
    ],
    keyring: [
      {
        profile: "contoso",
        kind: "client-secret",
        account: clientId,
        entry: `Hallpass contoso/client-secret/${clientId}`,
        user: null,
      },
      {
        profile: "contoso",
        kind: "refresh-token",
        account: "9d41c7b2.adele",
        entry: "Hallpass contoso/refresh-token/9d41c7b2.adele",
        user: "adelev@contoso.com",
      },
    ],
    keyring_error: null,
    files: [
      {
        id: "5d0e77c2-8a11-5c40-9b1e-6f2f3d5b91ab",
        path: "~/add-ins/expenses/manifest.xml",
        there: true,
        writes: 3,
        not_copied: false,
        bytes: 18_200,
      },
    ],
    registrations: [
      {
        profile: "contoso",
        name: "Contoso Expenses",
        client_id: clientId,
        made_here: true,
        last_run: ["Delete the application"],
      },
    ],
    unread: [],
  },
  by_window: [{ path: "~/.local/share/app.hallpass.desktop", files: 12, bytes: 340_000 }],
  at_login: true,
};
