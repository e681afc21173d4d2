import type { RegisterView } from "../../src/ipc/bindings/RegisterView";
import type { RegistrationOutcome } from "../../src/ipc/bindings/RegistrationOutcome";
import type { SecretsView } from "../../src/ipc/bindings/SecretsView";
import { freshRegister, keptCertificate, keptSecret, planned, withFinding } from "../../src/test/register";
import { type Hand, type Scenario, go } from "../scenario";
import { contoso as status, practice } from "./surroundings";

const open = go("register");
const then =
  (...parts: readonly string[]) =>
  async (hand: Hand) => {
    await open(hand);
    for (const part of parts) {
      await hand.click(part);
    }
  };

const secrets: SecretsView = { keyring: "open", error: null, kept: [keptSecret] };

const toSecret = async (hand: Hand) => {
  await open(hand);
  (await hand.see("secret")).scrollIntoView({ block: "center" });
};

const change = (title: string, property: string, before: string | null, after: string) => ({
  title,
  reason: "Graph takes it only then",
  property,
  before,
  after,
  request: "PATCH /v1.0/applications/0f3c1a52-6f0e-4c8b-9d2b-7a1f4e5b6c01",
});
const looked: RegistrationOutcome = {
  dry_run: true,
  tenant_id: "9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613",
  client_id: null,
  changes: [
    change("set the token version", "api.requestedAccessTokenVersion", null, "2"),
    change("set the Application ID URI", "identifierUris", "[]", '[\n  "api://localhost:3000/3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47"\n]'),
    change("authorize all Office clients", "api.preAuthorizedApplications", "[]", "[]"),
  ],
  secret: { state: "to-be-made" },
  left: [],
  notes: ["left out: Consent for everybody in the tenant; each user is asked at the first sign-in"],
};

const long = "Contoso Travel and Expenses for Everybody in Every Department of Every Subsidiary of the Contoso Group Worldwide, 2026";
const veryLong: RegisterView = {
  ...planned,
  facts: planned.facts.map((fact) =>
    fact.fact === "name"
      ? { ...fact, values: [long] }
      : fact.fact === "domain"
        ? { ...fact, values: ["addin-travel-and-expenses.finance.emea.contoso-international.example:44355"] }
        : fact,
  ),
};

const wrongHost = {
  code: "value-not-accepted",
  message: "the domain has a scheme: https://contoso.example",
  hint: "write contoso.example",
};

export const register: readonly Scenario[] = [
  { name: "register-empty", answers: { status, register: freshRegister }, steps: open },
  { name: "register", answers: { status, register: planned, secrets }, steps: open },
  { name: "register-practice", answers: { status: practice, register: planned }, steps: open },
  { name: "register-finding", answers: { status, register: withFinding, secrets }, steps: open },
  { name: "register-long", answers: { status, register: veryLong }, steps: open },
  { name: "register-prerequisites", answers: { status, register: planned }, steps: then("prerequisites") },
  {
    name: "register-refused",
    answers: { status, register: planned, set_fact: { rejects: wrongHost } },
    steps: async (hand) => {
      await open(hand);
      if (window.innerWidth < 900) {
        await hand.click("change-facts");
      }
      await hand.type("fact-domain", "https://contoso.example");
      await hand.see("fact-error");
    },
  },
  {
    name: "register-keyring-locked",
    answers: {
      status,
      register: planned,
      secrets: { keyring: "locked", error: { code: "keyring-locked", message: "the keyring is locked", hint: "unlock it" }, kept: [] },
    },
    steps: toSecret,
  },
  {
    name: "register-keyring-waiting",
    answers: {
      status,
      register: planned,
      secrets,
      keep_secret: ({ events }) => {
        events.onmessage({ event: "waiting-for-unlock", seconds: 60 });
        return new Promise(() => undefined);
      },
    },
    steps: async (hand) => {
      await then("keep-secret")(hand);
      (await hand.see("stop-secret")).scrollIntoView({ block: "center" });
    },
  },
  {
    name: "register-certificate",
    answers: { status, register: planned, secrets: { ...secrets, kept: [keptCertificate, { ...keptSecret, end: null, verdict: "end-unknown" }] } },
    steps: toSecret,
  },
  { name: "register-secret-file", answers: { status, register: planned, secrets }, steps: then("secret-from-file") },
  {
    name: "register-script",
    answers: { status, register: planned, plan_rendering: "#!/usr/bin/env bash\nset -euo pipefail\naz ad app create --display-name 'Contoso Expenses'\n" },
    steps: then("tab-az", "rendering"),
  },
  {
    name: "register-code",
    answers: {
      status,
      register: planned,
      plan_code: {
        files: [{ path: "server/auth.ts", text: 'import { jwtVerify } from "jose";\n' }],
        install: "npm install @azure/msal-node@^5.3.0 jose@^6.2.17",
        environment: [
          { name: "CLIENT_ID", what: "Application (client) ID of the registration", default: "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47" },
          { name: "CLIENT_SECRET", what: "the registration's client secret: its value, not its ID", default: null },
        ],
        notes: [],
      },
    },
    steps: then("tab-code", "code-server/auth.ts"),
  },
  {
    name: "register-code-folder",
    answers: {
      status,
      register: planned,
      plan_code: { files: [{ path: "server.ts", text: "listen();\n" }], install: null, environment: [], notes: [] },
      write_code: ["auth.ts", "on-behalf-of.ts", "routes/files.ts"].map((path, at) => ({
        path,
        is_new: false,
        difference: at === 2 ? "" : `--- ${path}\n+++ ${path}\n@@ -1,2 +1,3 @@\n import { jwtVerify } from "jose";\n-listen(3001);\n+listen(3000);\n+ready();\n`,
        written: false,
        error: at === 2 ? { code: "file-is-a-link", message: `${path} is a link, so it was left as it is`, hint: "name the folder that it leads to" } : null,
      })),
    },
    steps: async (hand) => {
      await then("tab-code", "code-into-folder")(hand);
      await hand.type("path", "~/source/contoso-travel-and-expenses-for-everybody/packages/server");
      await hand.click("code-look");
      (await hand.see("code-file")).querySelector("summary")?.click();
    },
  },
  { name: "register-import", answers: { status, register: planned }, steps: then("import") },
  { name: "register-graph", answers: { status, register: planned }, steps: then("graph-update") },
  {
    name: "register-review",
    answers: { status, register: planned, run_registration: looked },
    steps: then("graph-update", "graph-start", "review"),
  },
  {
    name: "register-running",
    answers: {
      status,
      register: planned,
      run_registration: ({ dryRun, events }) => {
        if (dryRun) {
          return Promise.resolve(looked);
        }
        events.onmessage({ event: "source", words: "the Graph token comes from the Azure CLI" });
        events.onmessage({ event: "started", title: "set the token version" });
        events.onmessage({ event: "finished", title: "set the token version" });
        events.onmessage({ event: "started", title: "set the Application ID URI" });
        events.onmessage({ event: "waiting", seconds: 4, reason: "what is new is not known everywhere in the tenant yet" });
        return new Promise(() => undefined);
      },
    },
    steps: async (hand) => {
      await then("graph-update", "graph-start", "graph-confirm")(hand);
      await hand.see("run-steps");
    },
  },
  {
    name: "register-error",
    answers: {
      status,
      register: { rejects: { code: "profile-not-readable", message: "could not read the profile: line 3", hint: "mend it" } },
    },
    steps: async (hand) => {
      await open(hand);
      await hand.see("failure");
    },
  },
];
