import type { Agreement } from "../ipc/bindings/Agreement";
import type { AgreementCell } from "../ipc/bindings/AgreementCell";
import type { AgreementFact } from "../ipc/bindings/AgreementFact";
import type { AgreementRow } from "../ipc/bindings/AgreementRow";
import type { AgreementSide } from "../ipc/bindings/AgreementSide";
import type { CellState } from "../ipc/bindings/CellState";
import type { RankedFinding } from "../ipc/bindings/RankedFinding";

const sides: readonly AgreementSide[] = ["registration", "manifest", "code", "token", "consent"];

/** A row by a letter a side: agrees, not read, `.` nothing to compare, or how it differs. */
function row(
  fact: AgreementFact,
  value: string | null,
  short: string | null,
  cells: readonly ("a" | "n" | "." | CellState)[],
): AgreementRow {
  return {
    fact,
    value,
    short,
    is_stated: true,
    cells: sides.map((side, at): AgreementCell => {
      const cell = cells[at] ?? ".";
      const state: CellState =
        cell === "a" ? { is: "agrees" } : cell === "n" ? { is: "not-read" } : cell === "." ? { is: "nothing-to-compare" } : cell;
      return { side, state, text: `${side}: ${state.is}` };
    }),
  };
}

export const nothingCompared: Agreement = {
  checked: "2026-03-17T13:44:50Z",
  is_begun: false,
  rows: [
    row("client-id", null, null, ["n", "n", "n", "n", "."]),
    row("host-and-port", null, null, ["n", "n", "n", "n", "."]),
    row("tenant", null, null, ["n", ".", "n", "n", "."]),
    row("scope", "access_as_user", "access_as_user", ["n", ".", "n", "n", "n"]),
    row("graph-permissions", null, null, ["n", "n", "n", ".", "n"]),
  ],
  compared: 0,
  differing: 0,
  findings: [],
  sources: [],
  port: null,
};

export const wrongPort: RankedFinding = {
  finding: {
    code: "resource-host-mismatch",
    severity: "error",
    title: "the resource names localhost:3001, but the add-in is loaded from localhost:3000",
    detail: "Office compares host and port of the resource with those of the page.",
    evidence: [
      { path: "/projects/manifest.xml", text: "api://localhost:3001/3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47" },
      { path: "/projects/manifest.xml", text: "https://localhost:3000/taskpane.html" },
    ],
    fix: ["write api://localhost:3000/3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47 here"],
    would_cause: ["13004"],
    has_rule: true,
  },
  at: "manifest",
  mend: "manifest",
  has_change: true,
  expected: { path: "the add-in's pages", text: "api://localhost:3000/3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47" },
  places: ["manifest.xml line 97", "manifest.xml line 85"],
  file: "/projects/contoso-expenses/manifest.xml",
};

export const secretEnds: RankedFinding = {
  finding: {
    code: "client-secret-ends-soon",
    severity: "warning",
    title: "The client secret ends in 9 days",
    detail: "From then on Entra refuses it, and On-Behalf-Of gets no token",
    evidence: [{ path: "the profile", text: "ends 2026-03-26" }],
    fix: ["Make a new client secret on Register, keep it in the keyring, and give it to your server"],
    would_cause: [],
    has_rule: true,
  },
  at: "credential",
  mend: "register",
  has_change: false,
  expected: null,
  places: ["the profile"],
  file: null,
};

export const scopesLack: RankedFinding = {
  finding: {
    code: "manifest-differs",
    severity: "warning",
    title: "The manifest lacks Files.Read",
    detail: "What is not asked for is not granted",
    evidence: [],
    fix: ["Write Files.Read there: manifest.xml line 101"],
    would_cause: [],
    has_rule: false,
  },
  at: "manifest",
  mend: "manifest",
  has_change: true,
  expected: null,
  places: [],
  file: null,
};

/** As in the picture of the overview. */
export const contoso: Agreement = {
  ...nothingCompared,
  is_begun: true,
  rows: [
    row("client-id", "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47", "3f8e2a61…8f47", ["a", "a", "a", "a", "."]),
    row("host-and-port", "localhost:3000", "localhost:3000", [
      "a",
      { is: "differs", kind: "fail", value: "localhost:3001", short: ":3001", place: "manifest.xml line 97" },
      "a",
      ".",
      ".",
    ]),
    row("tenant", "9d41c7b2-58e0-4a36-8f1d-2b7e90a4c613", "9d41c7b2…c613", ["a", ".", "a", "a", "."]),
    row("scope", "access_as_user", "access_as_user", ["a", ".", "n", "a", "a"]),
    row("graph-permissions", "User.Read, Files.Read", "User.Read, Files.Read", [
      "a",
      { is: "differs", kind: "warn", value: "Files.Read", short: "1 of 2", place: "manifest.xml line 101" },
      "a",
      ".",
      "n",
    ]),
  ],
  compared: 16,
  differing: 2,
  findings: [wrongPort, scopesLack, secretEnds],
  sources: [
    { side: "registration", what: "registration.json", path: "/projects/contoso-expenses/registration.json", at: null, error: null },
    { side: "manifest", what: "manifest.xml", path: "/projects/contoso-expenses/manifest.xml", at: null, error: null },
    { side: "code", what: ".env", path: "/projects/contoso-expenses/.env", at: null, error: null },
    { side: "token", what: "the last token", path: null, at: "2026-03-17T13:31:04Z", error: null },
  ],
  port: { address: "localhost:3000", is_local: true },
};
