import type { AppError } from "../ipc/bindings/AppError";
import type { Opening } from "../ipc/bindings/Opening";
import type { RehearsalView } from "../ipc/bindings/RehearsalView";
import type { Status } from "../ipc/bindings/Status";
import type { StepReport } from "../ipc/bindings/StepReport";
import type { TokenAnswer } from "../ipc/bindings/TokenAnswer";
import type { TokenView } from "../ipc/bindings/TokenView";
import { allSteps } from "../journey";

export const goodToken: TokenView = {
  kind: "This is an access token for an API of your own",
  verdict: "This token is genuine, and your server may take it",
  verified: true,
  passed: true,
  checks: [
    { id: "signature", outcome: "pass", detail: "the signature holds", found: null, expected: null, fix: null },
    { id: "audience", outcome: "pass", detail: "it is for your app", found: "app-id", expected: null, fix: null },
  ],
  claims: [
    { name: "aud", value: "app-id", meaning: "for whom the token is", display: null },
    { name: "exp", value: "1795308198", meaning: "expires", display: "in 1 h 28 min" },
  ],
  issued: null,
  expires: null,
  user: null,
  user_key: null,
  json: '{\n  "header": {},\n  "claims": {\n    "aud": "app-id"\n  }\n}',
  what_now: [],
};

/** A token as it came from the clipboard. */
export const copied = (view: TokenView, more: Partial<TokenAnswer> = {}): TokenAnswer => ({
  view,
  from: "clipboard",
  profile: "default",
  handle: null,
  unchecked: null,
  ...more,
});

export const badToken: TokenView = {
  ...goodToken,
  verdict: "This token is genuine, but its scope is misspelt",
  passed: false,
  checks: [
    ...goodToken.checks,
    {
      id: "scope",
      outcome: "fail",
      detail: "the scope is another one",
      found: "access-as-user",
      expected: "access_as_user",
      fix: "rename it under Expose an API",
    },
  ],
};

const difference = [
  "--- manifest.xml",
  "+++ manifest.xml",
  "@@ -156,3 +156,4 @@",
  "     </Resources>",
  "-    <Old/>",
  "+    <WebApplicationInfo>",
  "+    </WebApplicationInfo>",
  "   </VersionOverrides>",
  "",
].join("\n");

export const reports: readonly StepReport[] = allSteps.map((step) => ({
  step,
  outcome: "fine",
  detail: `${step} is done`,
  error: null,
}));

export const passed: RehearsalView = {
  passed: true,
  steps: [...reports],
  manifest_difference: difference,
  token: goodToken,
  graph: [
    { name: "displayName", value: "Adele Vance" },
    { name: "mail", value: "adelev@contoso.com" },
  ],
};

export const wrongSecret: AppError = {
  code: "AADSTS7000215",
  message: "The client secret is not one of this app's. The secret's ID was sent instead of its value.",
  hint: "Copy the secret's Value, which the portal shows once",
};

export const failed: RehearsalView = {
  ...passed,
  passed: false,
  steps: [
    ...reports.slice(0, 6),
    { step: "on-behalf-of", outcome: "fail", detail: `${wrongSecret.message} (AADSTS7000215)`, error: wrongSecret },
  ],
  graph: [],
};

/** What Rust tells before anything was asked of it. */
export const nothingKept: Opening = {
  page: "overview",
  running: null,
  rehearsal: null,
  rehearsal_error: null,
  token: null,
  token_error: null,
};

/** What stands around every page before anything is set up. */
export const freshStatus: Status = {
  profile: "default",
  add_in: null,
  profiles: ["default"],
  environment: { cloud: "public", name: "Microsoft Entra public", tenant: null },
  practice: { state: "off" },
  project_folder: null,
  steps: (["register", "manifest", "sign-in", "token", "on-behalf-of"] as const).map((step) => ({
    step,
    state: "waiting",
    says: null,
  })),
  token: null,
  error: null,
};

export const practiceStatus: Status = {
  ...freshStatus,
  environment: { cloud: "practice", name: "Practice tenant", tenant: null },
  practice: { state: "ready" },
};
