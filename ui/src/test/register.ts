import type { FactKind } from "../ipc/bindings/FactKind";
import type { FactShown } from "../ipc/bindings/FactShown";
import type { FoundView } from "../ipc/bindings/FoundView";
import type { KeptView } from "../ipc/bindings/KeptView";
import type { PlanView } from "../ipc/bindings/PlanView";
import type { RegisterRow } from "../ipc/bindings/RegisterRow";
import type { RegisterView } from "../ipc/bindings/RegisterView";
import type { ValueView } from "../ipc/bindings/ValueView";

const byDefault = (fact: FactKind, ...values: string[]): FactShown => ({
  fact,
  values,
  source: values.length === 0 ? null : "default",
  fixed: false,
});
const said = (fact: FactKind, ...values: string[]): FactShown => ({ fact, values, source: "profile", fixed: false });

/** Before anybody said anything. */
export const freshRegister: RegisterView = {
  facts: [
    byDefault("name", "My Office add-in"),
    byDefault("domain"),
    byDefault("office-hosts"),
    byDefault("client-id"),
    byDefault("tenant-id"),
    byDefault("account-types", "single-tenant"),
    byDefault("permissions"),
    byDefault("auth", "legacy-sso"),
    byDefault("dialog-page", "dialog.html"),
    byDefault("task-pane-page", "taskpane.html"),
    byDefault("cloud", "public"),
  ],
  plan: null,
  missing: { code: "fact-missing", message: "not known: host and port of the add-in's pages", hint: null },
  registration: null,
  reading: null,
  standing: null,
  needs_secret: false,
};

const clientId = "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47";

export const value = (id: RegisterRow, name: string, text: string, more: Partial<ValueView> = {}): ValueView => ({
  id,
  name,
  value: text,
  known: true,
  place: "Expose an API",
  property: id,
  reason: "the Application ID URI, letter for letter",
  action: "enter",
  in_place: false,
  findings: [],
  ...more,
});

export const versionOne: FoundView = {
  finding: {
    code: "token-version-1",
    severity: "error",
    title: "your registration issues version 1 tokens",
    detail: "Entra can refuse the Application ID URI below until this is 2",
    evidence: [{ path: "api.requestedAccessTokenVersion", text: "null" }],
    fix: ["set requestedAccessTokenVersion to 2 on the page Manifest"],
    would_cause: [],
    has_rule: true,
  },
  mending: "update",
  line: 41,
};

const plan: PlanView = {
  pages: [
    {
      title: "Overview",
      link: "https://entra.microsoft.com/#view/Overview",
      in_place: 1,
      of: 2,
      values: [
        value("application-client-id", "Application (client) ID", clientId, {
          action: "copy",
          in_place: true,
          reason: "Entra assigns it; it goes to the manifest's Id and to the end of Resource",
        }),
        value("object-id", "Object ID", "<Object ID>", {
          action: "copy",
          known: false,
          reason: "Entra assigns it; only Graph asks for it, and it is not the client ID",
        }),
      ],
    },
    {
      title: "Manifest",
      link: "https://entra.microsoft.com/#view/Manifest",
      in_place: 0,
      of: 1,
      values: [
        value("access-token-version", "Access token version", "2", {
          property: "api.requestedAccessTokenVersion",
          reason: "set it before the Application ID URI",
        }),
      ],
    },
    {
      title: "Certificates & secrets",
      link: null,
      in_place: 0,
      of: 1,
      values: [
        value("client-secret", "Client secret", "<the Value of a new client secret>", {
          known: false,
          property: "passwordCredentials",
          reason: "the server needs it for On-Behalf-Of; copy its Value, not its Secret ID, and keep it out of files",
        }),
      ],
    },
    {
      title: null,
      link: null,
      in_place: 0,
      of: 1,
      values: [value("manifest-resource", "Manifest Resource", `api://localhost:3000/${clientId}`)],
    },
  ],
  prerequisites: [
    {
      id: "may-register",
      what: "you may register apps",
      why: "some tenants allow it to administrators only",
      who: "developer",
      applies_to: ["Word", "Excel"],
    },
  ],
  in_place: 1,
  of: 5,
};

/** Facts that were said, and the plan of them. */
export const planned: RegisterView = {
  ...freshRegister,
  facts: freshRegister.facts.map((fact) => {
    switch (fact.fact) {
      case "name":
        return said("name", "Contoso Expenses");
      case "domain":
        return said("domain", "localhost:3000");
      case "office-hosts":
        return said("office-hosts", "word", "excel");
      case "client-id":
        return said("client-id", clientId);
      case "permissions":
        return said("permissions", "User.Read");
      default:
        return fact;
    }
  }),
  plan,
  missing: null,
  needs_secret: true,
};

/** The same with an export that was read, in which the token version is missing. */
export const withFinding: RegisterView = {
  ...planned,
  plan: {
    ...plan,
    pages: plan.pages.map((page) =>
      page.title === "Manifest"
        ? { ...page, values: page.values.map((each) => ({ ...each, findings: [versionOne] })) }
        : page,
    ),
  },
  reading: {
    file: "contoso-expenses.json",
    tenant_id: null,
    at: "2026-11-22T10:00:00Z",
    name: "Contoso Expenses",
    client_id: clientId,
    taken: ["host and port", "client ID"],
    errors: 1,
    warnings: 0,
    elsewhere: [],
    notes: [],
    not_looked_at: [],
  },
  standing: { outcome: "fail", says: "your registration issues version 1 tokens" },
};

/** The secret of the add-in, which soon ends. */
export const keptSecret: KeptView = {
  kind: "client-secret",
  client_id: clientId,
  own: true,
  hint: "abc",
  subject: null,
  thumbprint: null,
  end: "2026-12-01T23:59:59Z",
  days_left: 9,
  in_keyring: true,
  verdict: "ends-soon",
  entry: "Hallpass contoso/client-secret",
};

/** A certificate in its place. */
export const keptCertificate: KeptView = {
  ...keptSecret,
  kind: "certificate-key",
  hint: null,
  subject: "CN=Contoso Expenses",
  thumbprint: "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B",
  end: "2028-01-31T23:59:59Z",
  days_left: 435,
  verdict: "good",
  entry: "Hallpass contoso/certificate-key",
};
