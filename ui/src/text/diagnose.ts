import type { MendOn } from "../ipc/bindings/MendOn";
import type { RecognisedAs } from "../ipc/bindings/RecognisedAs";
import type { Standing } from "../ipc/bindings/Standing";

const recognised: Record<RecognisedAs, string> = {
  code: "A code",
  "oauth-error": "Entra error",
  "office-error": "Office error",
  "graph-error": "Graph error",
  evidence: "Evidence",
  token: "Token",
  manifest: "Manifest",
  registration: "Registration",
};

const standing: Record<Standing, string> = { found: "Found", possible: "Possible", "ruled-out": "Ruled out" };

const decide: Record<MendOn, string> = {
  register: "Import your registration to decide",
  manifest: "Open your manifest to decide",
  "sign-in": "Sign in to decide",
  "on-behalf-of": "Run on-behalf-of to decide",
};

/** The sentences of Diagnose. */
export const diagnose = {
  title: "Diagnose",
  intro: "Paste an error, a token, a manifest, console output. Nothing leaves this computer.",
  field: "What went wrong",
  placeholder: "13004, AADSTS65001, an answer of the token endpoint, the address a redirect ended at, an error object of Office…",
  diagnose: "Diagnose",
  reading: "Reading…",
  clear: "Clear",
  recognised,
  whatItIs: "What it is",
  then: "Also in this text",
  found: "In the text",
  reference: "Read more at Microsoft",
  unknown: "Not in the catalogue",
  couldNot: "Nothing was recognised",
  nothingWrong: "Nothing is wrong with what was recognised",
  nothingWrongWhy: "That says nothing about what stands beside it.",
  causes: "What would cause it",
  causesMeta: "by what was read of your add-in",
  standing,
  decide,
  by: (what: string) => `In ${what}`,
  ruledOutBy: (what: string) => `Not so in ${what}`,
  more: (count: number) => (count === 1 ? "Show 1 more" : `Show ${count} more`),
  less: "Show fewer",
  handOn: {
    token: {
      title: "This is a token",
      sentence: "The Token page checks it as your server must. It is decoded on this computer and sent nowhere.",
      open: "Check it on the Token page",
    },
    manifest: {
      title: "This is a manifest",
      sentence: "The Manifest page shows each place, and what would set it right. Nothing of a pasted one is written.",
      open: "Open it on the Manifest page",
    },
  },
  emptied: {
    secret: "The box was emptied: something in the text could be a token or a secret. Nothing of it is kept.",
    large: "The text is too long to be shown in the box. It was read all the same.",
  },
  leaveAlone: {
    title: "Leave your registration alone",
    neither: "Neither registration nor manifest nor code bring this about, and changing them cannot mend it.",
    whatItIs: "What it is",
    worthTrying: "Worth trying",
    copy: "Copy a message for your administrator",
    practice: "Work in the practice tenant meanwhile",
  },
  trace: {
    correlation_id: "Correlation ID",
    trace_id: "Trace ID",
    timestamp: "When",
    "request-id": "Request ID",
    "client-request-id": "Client request ID",
    date: "When",
  } as Record<string, string>,
  /** What an administrator gets: facts of the answer, no text of the person's. */
  message: (code: string, title: string, detail: string, trace: readonly (readonly [string, string])[]) =>
    [
      "Hello,",
      "",
      `signing in to an Office add-in ends with ${code}: ${title}. ${detail}`,
      "The add-in’s registration does not decide that. Entra’s sign-in logs show the request:",
      ...trace.map(([name, value]) => `${name}: ${value}`),
      "",
    ].join("\n"),
} as const;
