import type { RehearsalView } from "../../src/ipc/bindings/RehearsalView";
import type { StepReport } from "../../src/ipc/bindings/StepReport";
import { nothingKept } from "../../src/test/views";
import type { Scenario } from "../scenario";

/** As the rehearsal itself says it, word by word. */
const clientId = "5f7160ec-bf23-4f34-9dc9-dcc4fed77588";
const fine = (step: StepReport["step"], detail: string): StepReport => ({ step, outcome: "fine", detail, error: null });
const passed: RehearsalView = {
  passed: true,
  steps: [
    fine("plan", "a template for Word, Excel, PowerPoint on localhost:3000"),
    fine("register", `api://localhost:3000/${clientId}, Office pre-authorized, consent granted`),
    fine("manifest", "a copy of the template carries the markup: 9 lines added, 0 removed; no file is written"),
    fine("vault", "kept in the OS keyring as Hallpass practice/client-secret/rehearsal, and read back; it stays until the next rehearsal"),
    fine("sign-in", "authorization code with PKCE at https://localhost:40307/"),
    fine("token", "This token is genuine, and your server may take it; 10 of 10 checks pass"),
    fine("on-behalf-of", "a Graph token with User.Read openid profile"),
    fine("graph", "Graph answered as Adele Vance"),
  ],
  manifest_difference: "",
  token: null,
  graph: [
    { name: "displayName", value: "Adele Vance" },
    { name: "id", value: "0e000000-0000-4000-8000-000000000001" },
    { name: "mail", value: "AdeleV@contoso.onmicrosoft.com" },
    { name: "userPrincipalName", value: "AdeleV@contoso.onmicrosoft.com" },
  ],
};

const message =
  "The client secret is not one of this app's. The secret's ID was sent instead of its value, or the value is another app's, has a blank at its end, was cut off or not URL-encoded.";
const failed: RehearsalView = {
  ...passed,
  passed: false,
  steps: [
    ...passed.steps.slice(0, 6),
    {
      step: "on-behalf-of",
      outcome: "fail",
      detail: message,
      error: {
        code: "AADSTS7000215",
        message,
        hint: "Copy the secret's Value, which the portal shows once, not its Secret ID; If the value is lost, add a new client secret under Certificates & secrets",
      },
    },
  ],
  graph: [],
};

/** What the two-minute tour shows and no other page's states do. */
export const tour: readonly Scenario[] = [
  { name: "tour-rehearsed", answers: { opening: { ...nothingKept, rehearsal: passed } } },
  { name: "tour-wrong-secret", answers: { opening: { ...nothingKept, rehearsal: failed } } },
];
