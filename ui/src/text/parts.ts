/** The sentences of parts that many pages have. */
export const parts = {
  copy: (what: string) => `Copy ${what}`,
  copied: "Copied",
  notCopied: "Could not be copied",
  openInBrowser: "Open in the browser",
  setUp: "Set up my add-in",
  practice: "Look at the practice tenant",
  again: "Check again",
  cancel: "Cancel",
  stop: "Stop",
  stopping: "Stopping…",
  why: "Why this matters",
  readOn: (about: string) => `Microsoft’s page on ${about}`,
  severity: { error: "Failing", warning: "Attention", info: "Note" },
  nothingThere: "nothing",
  swap: (found: string, expected: string) =>
    found === "" ? `“${expected}” is missing.` : expected === "" ? `“${found}” is too much.` : `“${found}” stands in place of “${expected}”.`,
  causes: (codes: readonly string[]) => `Causes ${codes.join(", ")}.`,
} as const;
