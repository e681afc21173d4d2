import type { AgreementFact } from "../ipc/bindings/AgreementFact";
import type { AgreementSide } from "../ipc/bindings/AgreementSide";
import type { FindingAt } from "../ipc/bindings/FindingAt";
import type { JourneyStep } from "../ipc/bindings/JourneyStep";
import type { MendOn } from "../ipc/bindings/MendOn";

const fact: Record<AgreementFact, string> = {
  "client-id": "Client ID",
  "host-and-port": "Host and port",
  tenant: "Tenant",
  scope: "Scope",
  "graph-permissions": "Graph permissions",
};

const side: Record<AgreementSide, string> = {
  registration: "Registration",
  manifest: "Manifest",
  code: "Code",
  token: "Token",
  consent: "Consent",
};

const failing: Record<FindingAt, string> = {
  registration: "Office cannot get a token yet",
  manifest: "Office cannot get a token yet",
  code: "Your server expects something else",
  token: "Your server would refuse this token",
  credential: "On-behalf-of cannot work yet",
  consent: "Consent is missing",
};

/** Of a step that no finding names. */
const stepFails: Record<JourneyStep, string> = {
  register: "The registration fails its checks",
  manifest: "The manifest fails its checks",
  "sign-in": "Signing in fails",
  token: "Your server would refuse this token",
  "on-behalf-of": "On-behalf-of fails",
};

const mend: Record<MendOn, string> = {
  register: "Show it on Register",
  manifest: "Show the change",
  "sign-in": "Sign in again",
  "on-behalf-of": "Go to On-behalf-of",
};

/** What a step is waiting for, where it is the next. */
const next: Record<JourneyStep, { title: string; sentence: string; go: string }> = {
  register: {
    title: "Next: the registration",
    sentence: "Create it, or import the one you have: then it is compared too.",
    go: "Go to Register",
  },
  manifest: {
    title: "Next: the manifest",
    sentence: "Open your add-in’s manifest: then it is compared too.",
    go: "Go to Manifest",
  },
  "sign-in": {
    title: "Next: sign in",
    sentence: "What was read agrees. A token says whether Entra sees it the same way.",
    go: "Go to Sign in",
  },
  token: {
    title: "Next: the token",
    sentence: "Check a token as your server must.",
    go: "Go to Token",
  },
  "on-behalf-of": {
    title: "Next: on-behalf-of",
    sentence: "Exchange the token for one that Microsoft Graph takes.",
    go: "Go to On-behalf-of",
  },
};

function things(count: number): string {
  return count === 1 ? "1 thing" : `${count} things`;
}

function needs(count: number): string {
  return count === 1 ? "1 thing needs attention" : `${count} things need attention`;
}

/** The sentences of the comparison. */
export const agreement = {
  fact,
  side,
  mend,
  next,
  failing: (at: FindingAt) => failing[at],
  stepFails,
  stepSays: (page: string) => `${page} says why.`,
  attention: "Nothing fails, but not all is well",
  all: "Everything agrees, and on-behalf-of works",
  allRead: "What was read agrees, and on-behalf-of works",
  soFar: "What was read agrees",
  nothing: "Nothing is compared yet",
  stops: (failing: number, attention: number) => {
    const stop = failing === 1 ? "1 thing stops it" : `${failing} things stop it`;
    return attention === 0 ? `${stop}.` : `${stop}, ${needs(attention).replace("thing", "more thing")}.`;
  },
  needs: (attention: number) => `${needs(attention)}.`,
  notRead: (count: number) => (count === 0 ? "" : `${things(count)} of 5 ${count === 1 ? "was" : "were"} not read.`),
  checked: {
    now: "Checked just now.",
    seconds: (count: number) => `Checked ${count} seconds ago.`,
    minutes: (count: number) => (count === 1 ? "Checked 1 minute ago." : `Checked ${count} minutes ago.`),
    hours: (count: number) => (count === 1 ? "Checked 1 hour ago." : `Checked ${count} hours ago.`),
  },
  again: "Check again",
  checking: "Checking…",
  steps: "Journey",
  waits: "Not looked at yet",
  fine: "Fine",
  thisOne: (name: string) => `${name}: `,
  then: "Then",
  openIt: "Open the manifest",
  open: (title: string) => `Show: ${title}`,
  nothingWritten: "Nothing is written before you have seen the difference",
  title: "Five things that must agree",
  value: "Value",
  differ: (differing: number, compared: number) =>
    compared === 0 ? "Nothing was compared" : `${differing} of ${compared} comparisons differ`,
  notKnown: "not known",
  notReadWord: "not read",
  read: "Read",
  unread: (name: string) => `${name}: not read`,
  couldNotRead: (name: string) => `${name}:`,
  couldNot: "The comparison could not be made",
  saysNothing: "That says nothing about your setup.",
  lastState: "What is shown was known before.",
  importRegistration: "Import a registration",
  openManifest: "Open a manifest",
} as const;

/** The sentences of what the add-in's own port serves. */
export const port = {
  title: "Your pages",
  look: (address: string) => `Look at what ${address} serves`,
  looking: (address: string) => `Looking at ${address}…`,
  again: "Look again",
  couldNot: "The port could not be looked at",
  for: (names: readonly string[]) => (names.length === 0 ? "" : `for ${names.join(" and ")}`),
  until: (day: string) => `until ${day}`,
  from: (issuer: string) => `from ${issuer}`,
} as const;
