import type { DiagnosedView } from "../../src/ipc/bindings/DiagnosedView";
import type { DiagnosisView } from "../../src/ipc/bindings/DiagnosisView";
import type { PossibleCause } from "../../src/ipc/bindings/PossibleCause";
import { wrongPort } from "../../src/test/agreements";
import { type Hand, type Scenario, go } from "../scenario";
import { contoso as status } from "./surroundings";

const pasted =
  "AADSTS65001: The user or administrator has not consented to use the application with ID " +
  "'3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47' named 'Contoso Expenses'. Send an interactive authorization request for this user and resource. " +
  "Trace ID: 0c6a2f1e-51c7-4d8e-9a30-7be2f4c91d00 Correlation ID: 5d0e77c2-6e0b-4c1d-b8a4-3d9572f01e66 Timestamp: 2026-03-17 13:31:04Z";

const consent: DiagnosisView = {
  code: "AADSTS65001",
  is_known: true,
  severity: "error",
  title: "Nobody has consented to what the app asks for",
  detail: "Consent does not grow with the registration: a permission that was added since has to be agreed to anew",
  evidence: [
    { path: "error_description", text: "AADSTS65001: The user or administrator has not consented to use the application" },
    { path: "correlation_id", text: "5d0e77c2-6e0b-4c1d-b8a4-3d9572f01e66" },
    { path: "trace_id", text: "0c6a2f1e-51c7-4d8e-9a30-7be2f4c91d00" },
    { path: "timestamp", text: "2026-03-17 13:31:04Z" },
  ],
  fix: ["open the consent page once as a user", "or let an administrator consent for everybody"],
  would_cause: [],
  not_yours: false,
  reference: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
};
const found: DiagnosedView = { recognised: ["code", "oauth-error"], diagnoses: [consent], causes: [], may_hold_secret: false };

const cause = (code: string, summary: string, more: Partial<PossibleCause> = {}): PossibleCause => ({
  code,
  summary,
  standing: "possible",
  by: null,
  mend: "register",
  found: null,
  ...more,
});
const resource: DiagnosisView = {
  ...consent,
  code: "13004",
  title: "Office was given a resource that it does not take",
  detail: "The resource of the manifest is not the Application ID URI of the registration, or names another host than the page",
  evidence: [{ path: "", text: "13004" }],
  fix: ["write the same Application ID URI in the manifest and in the registration"],
};
const ranked: DiagnosedView = {
  recognised: ["code", "office-error"],
  diagnoses: [resource],
  causes: [
    cause("resource-host-mismatch", "another host", { standing: "found", by: "manifest.xml", mend: "manifest", found: wrongPort }),
    cause("app-id-uri-missing", "the registration has no Application ID URI"),
    cause("app-id-uri-differs", "the Application ID URI is not the resource of the manifest"),
    cause("resource-misses-client-id", "the resource does not end with the client ID", { standing: "ruled-out", by: "manifest.xml", mend: "manifest" }),
    cause("resource-has-trailing-slash", "a slash ends the resource", { standing: "ruled-out", by: "manifest.xml", mend: "manifest" }),
    cause("resource-is-no-api-uri", "the resource does not begin with api://", { standing: "ruled-out", by: "manifest.xml", mend: "manifest" }),
    cause("domain-not-verified", "the domain is not one of the tenant's", { mend: "sign-in" }),
  ],
  may_hold_secret: false,
};

const aManifest: DiagnosedView = {
  recognised: ["manifest"],
  diagnoses: [
    {
      ...consent,
      code: "resource-host-mismatch",
      title: "the resource names localhost:3001, but the add-in is loaded from localhost:3000",
      detail: "Office compares host and port of the resource with those of the page",
      evidence: [{ path: "line 97", text: "api://localhost:3001/3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47" }],
      fix: ["write api://localhost:3000/3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47 here and as Application ID URI of the registration"],
    },
  ],
  causes: [],
  may_hold_secret: false,
};

const longLine = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?".concat("scope=api%3A%2F%2Flocalhost%2F".repeat(40));
const veryLong: DiagnosedView = {
  recognised: ["code", "oauth-error", "office-error", "graph-error", "evidence", "manifest", "registration"],
  diagnoses: [
    { ...consent, evidence: [{ path: "redirect_uri_with_everything_in_it", text: longLine }, ...consent.evidence] },
    resource,
    {
      ...resource,
      code: "a-very-long-code-of-a-rule-that-nobody-would-write-by-hand-but-everybody-might-read",
      severity: "warning",
      title: "The scope of the request names a resource of a tenant of another cloud in which the application is not known",
    },
  ],
  causes: ranked.causes.map((one) => ({
    ...one,
    by: one.by === null ? null : "/srv/adele/add-ins/contoso-travel-and-expenses-for-everybody/manifest.xml",
  })),
  may_hold_secret: false,
};

const after = (text: string, sees: string) => async (hand: Hand) => {
  await go("diagnose")(hand);
  await hand.type("diagnose-text", text);
  await hand.click("diagnose");
  await hand.see(sees);
};

export const diagnose: readonly Scenario[] = [
  { name: "diagnose-empty", answers: { status }, steps: go("diagnose") },
  {
    name: "diagnose-reading",
    answers: { status, diagnose: () => new Promise(() => undefined) },
    steps: after(pasted, "clear"),
  },
  { name: "diagnose", answers: { status, diagnose: found }, steps: after(pasted, "evidence") },
  { name: "diagnose-causes", answers: { status, diagnose: ranked }, steps: after("13004", "causes") },
  {
    name: "diagnose-all-causes",
    answers: { status, diagnose: ranked },
    steps: async (hand) => {
      await after("13004", "causes")(hand);
      await hand.click("more-causes");
      (await hand.see("more-causes")).scrollIntoView({ block: "end" });
    },
  },
  {
    name: "diagnose-not-yours",
    answers: {
      status,
      diagnose: {
        ...found,
        diagnoses: [
          {
            ...consent,
            code: "AADSTS53003",
            title: "Conditional Access blocked this sign-in",
            detail: "A policy of the tenant refuses it: the device, the place or the way of signing in",
            evidence: [
              { path: "error_description", text: "AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance." },
              { path: "correlation_id", text: "c2f7a315-6e0b-4c1d-b8a4-3d9572f01e66" },
              { path: "timestamp", text: "2026-03-17 13:44:50Z" },
            ],
            fix: ["sign in from a device that your organisation manages"],
            not_yours: true,
          },
        ],
      },
    },
    steps: after(
      "AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance. " +
        "Correlation ID: c2f7a315-6e0b-4c1d-b8a4-3d9572f01e66 Timestamp: 2026-03-17 13:44:50Z",
      "leave-alone",
    ),
  },
  {
    name: "diagnose-unknown",
    answers: {
      status,
      diagnose: {
        recognised: ["code"],
        diagnoses: [
          {
            ...consent,
            code: "AADSTS999999",
            is_known: false,
            title: "Hallpass does not know the code AADSTS999999",
            detail: "Entra has more codes than are written down here",
            evidence: [],
            fix: ["search for it at Microsoft"],
          },
        ],
        causes: [],
        may_hold_secret: false,
      },
    },
    steps: after("AADSTS999999", "diagnosis-AADSTS999999"),
  },
  { name: "diagnose-token", answers: { status, diagnose: { recognised: ["token"], diagnoses: [], causes: [], may_hold_secret: true } }, steps: after("eyJ0eXAi", "is-token") },
  {
    name: "diagnose-nothing-wrong",
    answers: { status, diagnose: { recognised: ["manifest"], diagnoses: [], causes: [], may_hold_secret: false } },
    steps: after("<OfficeApp/>", "nothing-wrong"),
  },
  {
    name: "diagnose-error",
    answers: {
      status,
      diagnose: { rejects: { code: "nothing-recognised", message: "nothing in this text is known", hint: "paste the whole message with its code" } },
    },
    steps: after("it does not work", "failure"),
  },
  {
    name: "diagnose-secret",
    answers: {
      status,
      diagnose: {
        rejects: {
          code: "secret-pasted",
          message: "nothing in this text is an error that Hallpass knows, and something in it could be a secret or a token",
          hint: "to keep a client secret, copy its value and choose “Keep the secret” on Register; to diagnose, give the answer that Entra, Office or Graph gave",
        },
      },
    },
    steps: after("fictional", "failure"),
  },
  { name: "diagnose-manifest", answers: { status, diagnose: aManifest }, steps: after("<OfficeApp/>", "is-manifest") },
  { name: "diagnose-long", answers: { status, diagnose: veryLong }, steps: after(longLine, "evidence") },
  {
    name: "diagnose-long-below",
    answers: { status, diagnose: veryLong },
    steps: async (hand) => {
      await after(pasted, "causes")(hand);
      (await hand.see("also-13004")).scrollIntoView({ block: "end" });
    },
  },
];
