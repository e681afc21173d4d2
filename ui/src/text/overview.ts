/** The sentences of the overview. */
export const overview = {
  first: {
    title: "Get single sign-on working in your add-in",
    intro:
      "Registration, manifest, code, token and consent must agree. Hallpass compares them and always shows the next step.",
    practice: "Try it in the practice tenant",
    practiceDoes: "Walks the whole way on this computer, from registration to Graph.",
    practiceNeeds: "No account, no network",
    wrongSecret: "Try it with a wrong secret",
    wrongSecretDoes: "The same way with the secret’s ID in place of its value: what Entra answers, why, and what to do.",
    wrongSecretNeeds: "Fails on purpose",
    manners: "Secrets stay in the system keyring. Hallpass reports nothing to anyone.",
  },
  running: {
    title: "Rehearsing in the practice tenant",
    wrongSecret: "On-behalf-of will send a wrong secret.",
    right: "From registration to Graph, on this computer alone.",
    stop: "Stop",
    stopping: "Stopping…",
  },
  stopped: "The rehearsal was stopped. Your files are as they were.",
  finished: {
    passed: "Single sign-on works in the practice tenant",
    passedIntro: (person: string | null) =>
      person === null ? "The whole way works, from registration to Graph." : `Graph answered as ${person}.`,
    failedIntro: (step: string) => `The rehearsal ended at ${step}.`,
    withoutReason: "The rehearsal did not reach Graph",
    again: "Try it again",
    withWrongSecret: "Try it with a wrong secret",
    failed: (step: string) => `${step} failed`,
    steps: "Steps",
    reached: (fine: number, all: number) => `${fine} of ${all} done`,
    graph: "Graph’s answer",
    graphMeta: "GET /v1.0/me",
    token: "Token",
    difference: "Manifest",
  },
  couldNot: { title: "The rehearsal could not run", nothing: "That says nothing about your setup." },
  practiceFailed: "The practice tenant is not running",
  practice: {
    title: "The practice tenant is ready",
    authority: "Answers at",
    httpAuthority: "Without TLS",
    caFile: "Certificate to trust",
    rest: "Client ID, scope and the rest, for your add-in’s own server:",
    restCommand: "hallpass practice env",
  },
} as const;
