import type { Agreement } from "../../src/ipc/bindings/Agreement";
import type { PortView } from "../../src/ipc/bindings/PortView";
import type { ProjectView } from "../../src/ipc/bindings/ProjectView";
import type { RuleView } from "../../src/ipc/bindings/RuleView";
import type { Status } from "../../src/ipc/bindings/Status";
import * as given from "../../src/test/agreements";
import { failed, freshStatus, nothingKept, passed, reports } from "../../src/test/views";
import type { Hand, Scenario } from "../scenario";
import { contoso, practice } from "./surroundings";

/** Lately, as a person sees it. */
const checked = new Date(Date.now() - 12_000).toISOString();
const compared: Agreement = { ...given.contoso, checked };

const folder = "/srv/adele/contoso-expenses";
const project: ProjectView = {
  folder,
  manifests: [
    { file: "manifest.xml", path: `${folder}/manifest.xml`, name: "Contoso Expenses", has_markup: true },
    { file: "outlook/manifest.json", path: `${folder}/outlook/manifest.json`, name: null, has_markup: false },
  ],
  environment: { file: ".env", names: ["CLIENT_ID", "CLIENT_SECRET", "TENANT_ID"] },
  registrations: [{ file: "registration.json", path: `${folder}/registration.json`, name: "Contoso Expenses", client_id: "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47" }],
  facts: "hallpass.toml",
  error: null,
};
const trusted: PortView = {
  address: "localhost:3000",
  verdict: "trusted",
  says: "localhost:3000 serves a certificate that this computer trusts",
  fix: [],
  certificate: { names: ["localhost", "127.0.0.1"], issuer: "Developer CA for Microsoft Office Add-ins", ends: "2026-04-02" },
};
const notTrusted: PortView = {
  address: "localhost:3000",
  verdict: "not-trusted",
  says: "localhost:3000 serves a certificate that this computer does not trust",
  fix: ["run npx office-addin-dev-certs install --machine, and start the server of the pages anew"],
  certificate: { names: ["localhost"], issuer: "localhost", ends: "2026-04-02" },
};

const whyPort: RuleView = {
  code: given.wrongPort.finding.code,
  summary: "the resource names another host than the one that the add-in is loaded from",
  meaning:
    "Office compares host and port of Resource with those of the page that calls getAccessToken. They must be equal, sub-domain and port included. Compared are the pages that Office really loads (SourceLocation, FunctionFile, Runtime), not icons and documentation; relative URLs, ~remoteAppUrl and template tokens cannot be compared.",
  references: [{ about: "13004", address: "https://learn.microsoft.com/office/dev/add-ins/develop/troubleshoot-sso-in-office-add-ins" }],
};

const status: Status = { ...contoso, project_folder: folder };
const fine: Status = {
  ...status,
  steps: status.steps.map((step) => ({ ...step, state: "fine" as const, says: null })),
};
const inProject = { status, project, agreement: compared, check_port: trusted };

const agreeing: Agreement = {
  ...compared,
  rows: compared.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) =>
      cell.state.is === "differs" ? { ...cell, state: { is: "agrees" as const }, text: `${cell.side}: agrees` } : cell,
    ),
  })),
  differing: 0,
  findings: [],
};

const longHost = "addin-travel-and-expenses.finance.emea.contoso-international.example:44355";
const longFolder = "/srv/adele/add-ins/contoso-travel-and-expenses-for-everybody-in-every-department-of-every-subsidiary";
const veryLong: Agreement = {
  ...compared,
  rows: compared.rows.map((row) =>
    row.fact === "host-and-port"
      ? { ...row, value: longHost, short: longHost }
      : row.fact === "graph-permissions"
        ? {
            ...row,
            value: "User.Read, Files.ReadWrite.All, Calendars.ReadWrite.Shared, Mail.ReadWrite.Shared, Sites.Read.All",
            short: "User.Read, Files.ReadWrite.All, Calendars.ReadWrite.Shared, Mail.ReadWrite.Shared, Sites.Read.All",
          }
        : row,
  ),
  findings: [
    {
      ...given.wrongPort,
      finding: {
        ...given.wrongPort.finding,
        title: `the resource names localhost:3001, but the add-in is loaded from ${longHost}`,
        evidence: [
          { path: "", text: "api://localhost:3001/3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47" },
          { path: "", text: `https://${longHost}/office/task-panes/travel-and-expenses/taskpane.html?theme=system&flavour=long` },
        ],
      },
      expected: { path: "the add-in's pages", text: `api://${longHost}/3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47` },
      places: [`${longFolder}/manifest.xml line 97`, `${longFolder}/manifest.xml line 85`],
    },
    ...compared.findings.slice(1),
    ...["a", "b", "c", "d"].map((each) => ({
      ...given.secretEnds,
      finding: { ...given.secretEnds.finding, code: `client-secret-${each}`, title: `The client secret ${each} ends in 9 days` },
    })),
  ],
  port: { address: longHost, is_local: false },
};

const unreadable: Agreement = {
  ...compared,
  sources: compared.sources.map((source) =>
    source.side === "manifest"
      ? {
          ...source,
          error: { code: "manifest-not-readable", message: "could not read manifest.xml: line 12: the tag is not closed", hint: "mend it there" },
        }
      : source,
  ),
};

const below = (part: string) => async (hand: Hand) => {
  (await hand.see(part)).scrollIntoView({ block: "end" });
};

export const overview: readonly Scenario[] = [
  { name: "overview-first-run" },
  { name: "overview-practice", answers: { status: practice } },
  {
    name: "overview-open-project",
    answers: {
      open_project: { rejects: { code: "file-not-found", message: "could not open /nowhere: there is no such folder", hint: "check the path" } },
    },
    steps: async (hand) => {
      await hand.click("open-project");
      await hand.type("project-folder", "/nowhere");
      await hand.click("project-open");
      (await hand.see("failure")).scrollIntoView({ block: "end" });
    },
  },
  { name: "overview", answers: inProject, steps: async (hand) => void (await hand.see("port")) },
  {
    name: "overview-why",
    answers: { ...inProject, rule: whyPort },
    steps: async (hand) => {
      await hand.click(`why-${whyPort.code}`);
      (await hand.see(`rule-${whyPort.code}`)).scrollIntoView({ block: "center" });
    },
  },
  {
    name: "overview-dropped",
    answers: {
      ...inProject,
      recognise_path: "project",
      open_project: { rejects: { code: "folder-is-home", message: "/srv/adele holds everything, and is no project", hint: "name the folder in which your add-in's manifest lies" } },
    },
    steps: async (hand) => {
      await hand.see("port");
      await hand.tell("tauri://drag-drop", { paths: ["/srv/adele"], position: { x: 0, y: 0 } });
      await hand.see("failure");
    },
  },
  { name: "overview-project", answers: inProject, steps: below("rehearsed") },
  { name: "overview-agreement", answers: { ...inProject, check_port: notTrusted }, steps: below("port") },
  { name: "overview-fine", answers: { ...inProject, status: fine, agreement: agreeing }, steps: async (hand) => void (await hand.see("port")) },
  { name: "overview-next", answers: { status: { ...contoso, steps: freshStatus.steps }, agreement: { ...given.nothingCompared, checked, is_begun: true } } },
  { name: "overview-long", answers: { ...inProject, project: { ...project, folder: longFolder }, agreement: veryLong } },
  {
    name: "overview-long-agreement",
    answers: { ...inProject, project: { ...project, folder: longFolder }, agreement: veryLong },
    steps: below("look-at-port"),
  },
  { name: "overview-not-read", answers: { ...inProject, agreement: unreadable } },
  {
    name: "overview-error",
    answers: {
      status,
      agreement: { rejects: { code: "profile-not-readable", message: "could not read the profile: line 3", hint: "mend it" } },
    },
    steps: async (hand) => void (await hand.see("failure")),
  },
  {
    name: "overview-rehearsing",
    answers: {
      status: practice,
      opening: { ...nothingKept, running: { mistake: "wrong-secret", steps: reports.slice(0, 3), current: reports[3]?.step ?? null } },
    },
    steps: async (hand) => void (await hand.see("cancel")),
  },
  { name: "overview-rehearsed", answers: { status: practice, opening: { ...nothingKept, rehearsal: passed } } },
  { name: "overview-rehearsal-failed", answers: { status: practice, opening: { ...nothingKept, rehearsal: failed } } },
];
