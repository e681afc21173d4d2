/** The sentences of the overview. */
export const overview = {
  title: "Get single sign-on working in your add-in",
  intro:
    "Registration, manifest, code, token and consent must agree. Hallpass compares them and always shows the next step.",
  practice: {
    title: "The practice tenant is ready",
    nothingReal: "Nothing here reaches Microsoft",
    authority: "Answers at",
    httpAuthority: "Without TLS",
    caFile: "Certificate to trust",
    rest: "Client ID, scope and the rest, for your add-in's own server:",
    restCommand: "hallpass practice env",
  },
  practiceFailed: "The practice tenant is not running",
  terminal: {
    title: "In the terminal",
    commands: [
      {
        command: "hallpass rehearse",
        does: "Walks the whole way on this computer, from registration to Graph. No account, no network.",
      },
      {
        command: "hallpass rehearse --mistake wrong-secret",
        does: "The same with a secret that is wrong: what Entra answers, why, and what to do.",
      },
      {
        command: "hallpass manifest check manifest.xml",
        does: "Reads your manifest and says what is wrong, with line and column. Changes nothing.",
      },
    ],
  },
  manners: "Secrets stay in the system keyring. Hallpass reports nothing to anyone.",
  version: (version: string) => `Hallpass ${version}`,
} as const;
