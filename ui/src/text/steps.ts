import type { Step } from "../ipc/bindings/Step";

/** What a step is called, and what it does. */
export const steps: Record<Step, { name: string; working: string }> = {
  plan: { name: "Plan", working: "Deriving every value from a few facts" },
  register: { name: "Register", working: "Registering the add-in, as an administrator would in the portal" },
  manifest: { name: "Manifest", working: "Writing the single sign-on markup into a manifest" },
  vault: { name: "Keyring", working: "Keeping the client secret in the system keyring" },
  "sign-in": { name: "Sign in", working: "Signing in as a practice user" },
  token: { name: "Token", working: "Checking the add-in’s token" },
  "on-behalf-of": { name: "On-behalf-of", working: "Exchanging the token for one that Graph takes" },
  graph: { name: "Graph", working: "Asking Graph who signed in" },
};
