import type { AppError } from "../../src/ipc/bindings/AppError";
import type { DifferenceRow } from "../../src/ipc/bindings/DifferenceRow";
import type { ManifestShown } from "../../src/ipc/bindings/ManifestShown";
import type { ManifestView } from "../../src/ipc/bindings/ManifestView";
import type { PlacedFinding } from "../../src/ipc/bindings/PlacedFinding";
import { type Hand, type Scenario, go } from "../scenario";
import { contoso as status } from "./surroundings";

const clientId = "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47";
const folder = "/srv/adele/contoso-expenses";

type Kind = DifferenceRow["kind"];
const row = (
  kind: Kind,
  before: number | null,
  after: number | null,
  text: string,
  marks: DifferenceRow["marks"] = [],
  count = 0,
): DifferenceRow => ({ kind, before, after, text, marks, count });
const gap = (at: number, count: number, shift = 0) => row("gap", at, at + shift, "", [], count);

const rows: readonly DifferenceRow[] = [
  gap(1, 82),
  row("same", 83, 83, "        <bt:Urls>"),
  row("same", 84, 84, '          <bt:Url id="Commands.Url" DefaultValue="https://localhost:3000/commands.html"/>'),
  row("same", 85, 85, '          <bt:Url id="Taskpane.Url" DefaultValue="https://localhost:3000/taskpane.html"/>'),
  gap(86, 9),
  row("same", 95, 95, "      <WebApplicationInfo>"),
  row("same", 96, 96, `        <Id>${clientId}</Id>`),
  row("removed", 97, null, `        <Resource>api://localhost:3001/${clientId}</Resource>`, [[37, 38]]),
  row("added", null, 97, `        <Resource>api://localhost:3000/${clientId}</Resource>`, [[37, 38]]),
  row("same", 98, 98, "        <Scopes>"),
  row("added", null, 99, "          <Scope>openid</Scope>"),
  row("same", 99, 100, "          <Scope>profile</Scope>"),
  row("same", 100, 101, "          <Scope>User.Read</Scope>"),
  row("added", null, 102, "          <Scope>Files.Read</Scope>"),
  row("same", 101, 103, "        </Scopes>"),
  row("same", 102, 104, "      </WebApplicationInfo>"),
  row("same", 103, 105, "    </VersionOverrides>"),
];
const wrongPort: PlacedFinding = {
  finding: {
    code: "resource-host-mismatch",
    severity: "error",
    title: "the resource names localhost:3001, but the add-in is loaded from localhost:3000",
    detail: "Office compares host and port of the resource with those of the page.",
    evidence: [],
    fix: [`write api://localhost:3000/${clientId} here and as Application ID URI of the registration`],
    would_cause: ["13004"],
    has_rule: true,
  },
  line: 97,
  mended: true,
};
const openidMissing: PlacedFinding = {
  finding: {
    code: "scope-openid-missing",
    severity: "warning",
    title: "the scope openid is missing",
    detail: "Code that gets tokens by MSAL asks for it, too.",
    evidence: [],
    fix: [],
    would_cause: [],
    has_rule: true,
  },
  line: 98,
  mended: true,
};
const view: ManifestView = {
  file: `${folder}/manifest.xml`,
  name: "manifest.xml",
  folder,
  format: "xml",
  kind: "task-pane",
  display_name: "Contoso Expenses",
  hosts: ["Workbook", "Document"],
  read: "2026-03-17T14:02:11Z",
  digest: "one",
  bytes: 5_000,
  lines: 104,
  findings: [wrongPort, openidMissing],
  change: {
    kind: "plan",
    count: 3,
    lines: 106,
    rows: [...rows],
    notes: [
      "the scopes openid, Files.Read are new: where the add-in is deployed already, its users are blocked until an administrator consents",
    ],
    refused: null,
    mendable: 2,
  },
  without_plan: null,
  can_undo: false,
  changed_since: false,
  pasted: false,
};
const shown = (more: Partial<ManifestView> = {}, change: Partial<ManifestView["change"]> = {}): ManifestShown => ({
  view: { ...view, ...more, change: { ...view.change, ...change } },
  wanted: { change: null, bump_version: false, identity_api: false, scopes_of_plan: false },
  error: null,
  unwatched: null,
});
const agreeing = shown({ findings: [], can_undo: true }, { count: 0, rows: [gap(1, 104)], notes: [], mendable: 0 });

/** Without the plan: as it stands, with what is wrong in it. */
const asItStands = rows.flatMap((each) =>
  each.kind === "added" ? [] : each.kind === "removed" ? [{ ...each, kind: "same" as const, after: each.before, marks: [] }] : [each],
);

const longHost = "addin-travel-and-expenses.finance.emea.contoso-international.example:44355";
const longName = "manifest.contoso-travel-and-expenses-for-everybody-in-every-department-of-every-subsidiary.xml";
const longFolder = "/srv/adele/add-ins/contoso-travel-and-expenses-for-everybody-in-every-department-of-every-subsidiary";
const veryLong = shown(
  {
    file: `${longFolder}/${longName}`,
    name: longName,
    folder: longFolder,
    hosts: ["Workbook", "Document", "Presentation", "Mailbox", "Notebook", "Project"],
    can_undo: true,
    findings: [
      {
        ...wrongPort,
        finding: { ...wrongPort.finding, title: `the resource names localhost:3001, but the add-in is loaded from ${longHost}` },
      },
    ],
  },
  {
    count: 1,
    rows: rows.map((each) => ({ ...each, text: each.text.replace(/localhost:3000/g, longHost), marks: [] })),
  },
);

/** Asked for as they are scrolled to. */
const lines = ({ first, count }: { first: number; count: number }) =>
  Promise.resolve(
    Array.from({ length: Math.min(count, Math.max(0, 120_001 - first)) }, (_, at) =>
      (first + at) % 7 === 0
        ? `    <!-- ${first + at} -->`
        : `    <bt:Url id="Line.${first + at}" DefaultValue="https://localhost:3000/taskpane.html"/>`,
    ),
  );

const gone: AppError = {
  code: "file-not-found",
  message: `could not read ${folder}/manifest.xml: there is no such file`,
  hint: "check the path",
};

const open = go("manifest");
const then =
  (...parts: readonly string[]) =>
  async (hand: Hand) => {
    await open(hand);
    for (const part of parts) {
      await hand.click(part);
    }
  };

export const manifest: readonly Scenario[] = [
  { name: "manifest-empty", answers: { status, manifest_shown: null }, steps: open },
  {
    name: "manifest-not-opened",
    answers: { status, manifest_shown: null, manifest_open: { rejects: gone } },
    steps: async (hand) => {
      await open(hand);
      await hand.type("manifest-path", `${folder}/manifest.xml`);
      await hand.click("manifest-open-path");
      await hand.see("failure");
    },
  },
  {
    name: "manifest-several",
    answers: {
      status,
      manifest_shown: null,
      manifest_open: {
        rejects: {
          code: "several-manifests",
          message: `${folder} has 3 manifests: manifest.xml, manifest.json, test/${longName}`,
          hint: "open one of them",
        },
      },
      manifest_choices: ["manifest.xml", "manifest.json", `test/${longName}`].map((name) => `${folder}/${name}`),
    },
    steps: async (hand) => {
      await open(hand);
      await hand.type("manifest-path", folder);
      await hand.click("manifest-open-path");
      await hand.see(`manifest-choice-${folder}/manifest.xml`);
    },
  },
  { name: "manifest", answers: { status, manifest_shown: shown() }, steps: open },
  {
    name: "manifest-applied",
    answers: { status, manifest_shown: shown(), manifest_apply: agreeing },
    steps: async (hand) => {
      await then("manifest-apply")(hand);
      await hand.see("manifest-undo");
    },
  },
  {
    name: "manifest-conflict",
    answers: {
      status,
      manifest_shown: shown({ changed_since: true }, { notes: [] }),
      manifest_apply: {
        rejects: {
          code: "changed-since-shown",
          message: `${folder}/manifest.xml has changed since this difference was shown, so it was left as it is`,
          hint: "read the new difference, then apply that",
        },
      },
    },
    steps: async (hand) => {
      await then("manifest-apply")(hand);
      await hand.see("failure");
    },
  },
  {
    name: "manifest-not-compared",
    answers: {
      status,
      manifest_shown: shown(
        { findings: [], without_plan: { code: "fact-missing", message: "not known: the Application (client) ID", hint: null } },
        { kind: "fixes", count: 0, rows: [gap(1, 104)], notes: [], mendable: 0 },
      ),
    },
    steps: open,
  },
  {
    name: "manifest-file",
    answers: { status, manifest_shown: shown({ lines: 120_000, bytes: 5_000_000 }, { lines: 120_002 }), manifest_lines: lines },
    steps: then("manifest-tab-before"),
  },
  { name: "manifest-fine", answers: { status, manifest_shown: agreeing }, steps: open },
  { name: "manifest-gone", answers: { status, manifest_shown: { ...shown(), error: gone } }, steps: open },
  {
    name: "manifest-unwatched",
    answers: {
      status,
      manifest_shown: {
        ...shown({}, { notes: [] }),
        unwatched: { code: "file-not-watched", message: "too many files are watched on this computer", hint: null },
      },
    },
    steps: open,
  },
  {
    name: "manifest-without-plan",
    answers: {
      status,
      manifest_shown: shown(
        {
          without_plan: { code: "fact-missing", message: "not known: the Application (client) ID", hint: null },
          findings: [{ ...wrongPort, mended: false }],
        },
        { kind: "fixes", count: 0, rows: asItStands, notes: [], mendable: 0 },
      ),
    },
    steps: open,
  },
  { name: "manifest-long", answers: { status, manifest_shown: veryLong }, steps: open },
  { name: "manifest-what", answers: { status, manifest_shown: shown() }, steps: then("manifest-what") },
  { name: "manifest-more", answers: { status, manifest_shown: veryLong }, steps: then("manifest-more") },
  {
    name: "manifest-new",
    answers: { status, manifest_shown: null },
    steps: async (hand) => {
      await then("manifest-make")(hand);
      await hand.see("new-manifest");
    },
  },
];
