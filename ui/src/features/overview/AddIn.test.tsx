import { emit } from "@tauri-apps/api/event";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Agreement } from "../../ipc/bindings/Agreement";
import type { ProjectView } from "../../ipc/bindings/ProjectView";
import type { Status } from "../../ipc/bindings/Status";
import type { StepStatus } from "../../ipc/bindings/StepStatus";
import { contoso, nothingCompared, scopesLack, secretEnds, wrongPort } from "../../test/agreements";
import { type Answers, rustAnswers } from "../../test/rust";
import { freshStatus, nothingKept, passed } from "../../test/views";
import { open, part, partIfThere, title } from "../../test/window";
import { agreement as text } from "../../text/agreement";
import { overview } from "../../text/overview";
import { project as projectText } from "../../text/project";
import { failingSteps } from "./failingSteps";
import { ago } from "./useAgo";

const project: ProjectView = {
  folder: "/projects/contoso",
  manifests: [{ file: "manifest.xml", path: "/projects/contoso/manifest.xml", name: "Contoso", has_markup: true }],
  environment: { file: ".env", names: ["CLIENT_ID", "CLIENT_SECRET"] },
  registrations: [],
  facts: null,
  error: null,
};

const trusted = {
  address: "localhost:3000",
  verdict: "trusted" as const,
  says: "localhost:3000 serves a certificate that this computer trusts",
  fix: [],
  certificate: { names: ["localhost"], issuer: "Own", ends: "2027-01-01" },
};

async function page(agreement: Agreement, answers: Partial<Answers> = {}) {
  const called = rustAnswers({ agreement, check_port: trusted, ...answers });
  await open();
  await act(async () => undefined);
  return called;
}

async function openWith(agreement: Agreement, status: Status) {
  rustAnswers({ agreement, status, check_port: trusted });
  const opened = await open();
  await act(async () => undefined);
  return opened;
}

const isOn = (page: string) => part(`page-${page}`).getAttribute("aria-current") === "page";

describe("the add-in", () => {
  it("says its state in words, opens what stops it and tells the rest in a line each", async () => {
    await page(contoso);
    expect(title()).toBe(text.failing("manifest"));
    expect(document.body.textContent).toContain(text.stops(1, 2));
    const first = part("first-finding");
    expect(first.textContent).toContain("The resource names localhost:3001");
    const boxed = [...part("first-evidence").querySelectorAll("mark")].map((mark) => mark.textContent);
    expect(boxed).toEqual(["1", "0"]);
    expect(within(part("first-evidence")).getByRole("listitem").textContent).toBe(
      `${wrongPort.finding.evidence[1]?.text}manifest.xml line 85`,
    );
    expect(part("first-evidence").textContent).toContain("manifest.xml line 97");
    fireEvent.click(part(`then-${secretEnds.finding.code}`));
    expect(part("first-finding").textContent).toContain(secretEnds.finding.title);
    expect(part(`then-${wrongPort.finding.code}`)).toBeDefined();
  });

  it("says why it matters, in the words of the rule, and where to read on", async () => {
    const address = "https://learn.microsoft.com/office/dev/add-ins/develop/troubleshoot-sso-in-office-add-ins";
    const asked: string[] = [];
    await page(contoso, {
      rule: ({ code }) => {
        asked.push(code);
        return Promise.resolve({
          code,
          summary: "the resource names another host",
          meaning: "Office compares host and port.",
          references: [{ about: "13004", address }],
        });
      },
    });
    const { code } = wrongPort.finding;
    expect(partIfThere(`rule-${code}`)).toBeNull();
    await act(async () => fireEvent.click(part(`why-${code}`)));
    expect(part(`why-${code}`).getAttribute("aria-expanded")).toBe("true");
    expect(part(`rule-${code}`).textContent).toContain("Office compares host and port.");
    expect(part("reference").title).toBe(address);
    fireEvent.click(part(`why-${code}`));
    fireEvent.click(part(`why-${code}`));
    expect(part(`rule-${code}`)).toBeDefined();
    expect(asked).toEqual([code]);
    // Of what no rule says there is nothing to open.
    fireEvent.click(part(`then-${scopesLack.finding.code}`));
    expect(partIfThere(`why-${scopesLack.finding.code}`)).toBeNull();
  });

  it("leads to the page on which it is mended", async () => {
    await page(contoso);
    fireEvent.click(part("mend"));
    expect(isOn("manifest")).toBe(true);
  });

  it("offers the change where one of ours mends it", async () => {
    await page({ ...contoso, findings: [wrongPort] });
    expect(part("mend").textContent).toBe(text.mend.manifest);
    expect(document.body.textContent).toContain(text.nothingWritten);
  });

  it("opens the manifest where it is mended by hand", async () => {
    await page({ ...contoso, findings: [{ ...wrongPort, has_change: false }] });
    expect(part("mend").textContent).toBe(text.openIt);
    expect(document.body.textContent).not.toContain(text.nothingWritten);
    fireEvent.click(part("mend"));
    expect(isOn("manifest")).toBe(true);
  });

  it("compares five facts, each cell in words, and checks nothing that was not read", async () => {
    await page(contoso);
    expect(part("differ").textContent).toBe(text.differ(2, 16));
    expect(part("host-and-port-manifest").textContent).toContain(":3001");
    for (const [cell, state] of [
      ["client-id-registration", "agrees"],
      ["host-and-port-manifest", "differs"],
      ["scope-code", "not-read"],
      ["tenant-manifest", "nothing-to-compare"],
      // Of which a token tells, while nobody read what is consented to of Graph.
      ["scope-consent", "agrees"],
      ["graph-permissions-consent", "not-read"],
    ] as const) {
      expect(part(cell).dataset["state"]).toBe(state);
    }
    expect(screen.getAllByText("manifest: differs")[0]?.className).toBe("hidden-text");
    expect(part("source-consent").textContent).toBe(text.unread("Consent"));
    expect(part("source-code").textContent).toContain(".env");
  });

  it.each<[string, Partial<Agreement>, string]>([
    ["attention", { findings: [scopesLack] }, text.attention],
    ["so far", { findings: [] }, text.soFar],
    ["nothing", { findings: [], compared: 0, differing: 0 }, text.nothing],
  ])("is never better than what was read: %s", async (_, changed, expected) => {
    await page({ ...contoso, ...changed });
    expect(title()).toBe(expected);
  });

  it("says that everything agrees only where everything was read", async () => {
    const fine = { ...freshStatus, steps: freshStatus.steps.map((step) => ({ ...step, state: "fine" as const })) };
    const sides = ["registration", "manifest", "code", "token", "consent"] as const;
    const sources = sides.map((side) => ({ side, what: side, path: null, at: null, error: null }));
    const rows = (is: "agrees" | "not-read") =>
      contoso.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, state: { is } })) }));
    const all = { ...contoso, findings: [], differing: 0, sources };
    const { unmount } = await openWith({ ...all, rows: rows("agrees") }, fine);
    expect(title()).toBe(text.all);
    unmount();
    await openWith({ ...all, rows: [...rows("agrees").slice(1), ...rows("not-read").slice(0, 1)] }, fine);
    expect(title()).toBe(text.allRead);
  });

  it("is compared anew when something else tells that it is another thing now", async () => {
    let compared = 0;
    await page(contoso, {
      agreement: () => {
        compared += 1;
        return Promise.resolve(contoso);
      },
    });
    expect(compared).toBe(1);
    await act(() => emit("manifest", null));
    expect(compared).toBe(2);
    const environment = { cloud: "us-gov" as const, name: "US Government GCC High", tenant: null };
    await act(() => emit("status", { ...freshStatus, environment }));
    expect(compared).toBe(3);
    // What the comparison itself tells is no reason for another one.
    const steps = freshStatus.steps.map((step) => (step.step === "manifest" ? { ...step, state: "fail" as const } : step));
    await act(() => emit("status", { ...freshStatus, environment, steps }));
    expect(compared).toBe(3);
  });

  it("counts a step that fails and that no finding names, and leads to its page", async () => {
    const fails = (step: string) => (each: StepStatus) => (each.step === step ? { ...each, state: "fail" as const, says: "AADSTS65001" } : each);
    const refused = { ...freshStatus, steps: freshStatus.steps.map(fails("on-behalf-of")) };
    const { unmount } = await openWith({ ...contoso, findings: [scopesLack] }, refused);
    expect(title()).toBe(text.stepFails["on-behalf-of"]);
    expect(document.body.textContent).toContain(text.stops(1, 1));
    expect(part("fails-on-behalf-of").textContent).toContain("AADSTS65001");
    fireEvent.click(part("fails-on-behalf-of-go"));
    expect(isOn("on-behalf-of")).toBe(true);
    unmount();
    await openWith({ ...contoso, findings: [] }, refused);
    expect(title()).toBe(text.stepFails["on-behalf-of"]);
    expect(partIfThere("next")).toBeNull();
    // What stops it is told once.
    const broken = freshStatus.steps.map(fails("manifest"));
    expect(failingSteps([wrongPort], broken)).toEqual([]);
    expect(failingSteps([scopesLack], broken).map(({ step }) => step)).toEqual(["manifest"]);
  });

  it("names the next step where nothing is to be mended", async () => {
    await page({ ...contoso, findings: [] });
    expect(part("next").textContent).toContain(text.next.register.title);
    fireEvent.click(part("next-go"));
    expect(isOn("register")).toBe(true);
  });

  it("says what could not be read, and keeps the rest", async () => {
    const error = { code: "file-not-found", message: "there is no such file", hint: "check the path" };
    const sources = [{ side: "registration" as const, what: "gone.json", path: "/gone.json", at: null, error }];
    await page({ ...contoso, sources });
    expect(part("missed-registration").textContent).toContain(text.saysNothing);
    expect(part("agreement")).toBeDefined();
    fireEvent.click(part("read-registration"));
    expect(isOn("register")).toBe(true);
  });

  it("keeps what was known where it cannot be compared anew", async () => {
    let fails = false;
    const answer: Answers["agreement"] = () =>
      fails ? Promise.reject({ code: "profile-not-readable", message: "line 3", hint: null }) : Promise.resolve(contoso);
    await page(contoso, { agreement: answer });
    fails = true;
    await act(async () => fireEvent.click(part("check-again")));
    expect(part("failure").textContent).toContain(text.couldNot);
    expect(part("first-finding")).toBeDefined();
  });

  it("says so where nothing can be compared at all", async () => {
    await page(contoso, { agreement: { rejects: { code: "profile-not-readable", message: "line 3", hint: null } } });
    expect(part("failure").textContent).toContain(text.saysNothing);
    expect(partIfThere("try-practice")).toBeNull();
  });
});

describe("the port", () => {
  it("of this computer is looked at by itself", async () => {
    const called = await page(contoso);
    expect(called).toContain("check_port");
    expect(part("port").dataset["verdict"]).toBe("trusted");
  });

  it("of another host is looked at when somebody asks", async () => {
    const called = await page({ ...contoso, port: { address: "contoso.com", is_local: false } });
    expect(called).not.toContain("check_port");
    await act(async () => fireEvent.click(part("look-at-port")));
    expect(part("port").textContent).toContain("trusts");
  });

  it("says what to do about a certificate", async () => {
    const check_port = { ...trusted, verdict: "expired" as const, says: "the certificate ended", fix: ["make a new one"] };
    await page(contoso, { check_port });
    expect(part("port").textContent).toContain("Make a new one.");
  });
});

describe("the project", () => {
  it("is opened by its path on the first run, and what is typed stays where it was not", async () => {
    const asked: string[] = [];
    let begun = false;
    await page(nothingCompared, {
      agreement: () => Promise.resolve(begun ? contoso : nothingCompared),
      open_project: ({ folder }) => {
        asked.push(folder);
        begun = folder === "/projects/contoso";
        const error = { code: "folder-is-home", message: "it holds everything", hint: "name another" };
        return begun ? Promise.resolve(project) : Promise.reject(error);
      },
    });
    fireEvent.click(part("open-project"));
    const field = part("project-folder") as HTMLInputElement;
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: "/home" } });
    await act(async () => fireEvent.submit(part("open-project-form")));
    expect(part("failure").textContent).toContain(projectText.couldNot);
    expect(field.value).toBe("/home");
    fireEvent.change(field, { target: { value: "/projects/contoso" } });
    await act(async () => fireEvent.submit(part("open-project-form")));
    expect(asked).toEqual(["/home", "/projects/contoso"]);
    expect(title()).toBe(text.failing("manifest"));
  });

  it("is picked in the system's dialog, and nothing happens where none was", async () => {
    const called = await page(nothingCompared, { pick: null });
    fireEvent.click(part("open-project"));
    await act(async () => fireEvent.click(part("project-choose")));
    expect(called).not.toContain("open_project");
  });

  it("is opened where its folder is dropped, and said where it is not", async () => {
    const asked: string[] = [];
    let begun = false;
    await page(nothingCompared, {
      agreement: () => Promise.resolve(begun ? contoso : nothingCompared),
      recognise_path: "project",
      open_project: ({ folder }) => {
        asked.push(folder);
        begun = folder === "/projects/contoso";
        const error = { code: "folder-is-home", message: "it holds everything", hint: "name another" };
        return begun ? Promise.resolve(project) : Promise.reject(error);
      },
    });
    const drop = (path: string) => act(() => emit("tauri://drag-drop", { paths: [path], position: { x: 0, y: 0 } }));
    await drop("/home");
    await waitFor(() => expect(part("failure").textContent).toContain(projectText.couldNot));
    fireEvent.click(part("dropped-dismiss"));
    expect(partIfThere("failure")).toBeNull();
    await drop("/projects/contoso");
    await waitFor(() => expect(title()).toBe(text.failing("manifest")));
    expect(asked).toEqual(["/home", "/projects/contoso"]);
  });

  it("says why it was not closed, until it is", async () => {
    let refused = true;
    await page(contoso, {
      project,
      status: { ...freshStatus, project_folder: "/projects/contoso" },
      close_project: () => (refused ? Promise.reject({ code: "file-not-written", message: "no room", hint: null }) : Promise.resolve(null)),
    });
    await act(async () => fireEvent.click(part("project-close")));
    expect(part("failure").textContent).toContain(projectText.notClosed);
    refused = false;
    await act(async () => fireEvent.click(part("project-close")));
    expect(partIfThere("failure")).toBeNull();
  });

  it("shows what lies in it: names of settings, no values", async () => {
    await page(contoso, { project, status: { ...freshStatus, project_folder: "/projects/contoso" } });
    const found = part("project-found").textContent;
    expect(found).toContain("CLIENT_ID, CLIENT_SECRET");
    expect(found).toContain(projectText.none.registrations);
    fireEvent.click(part("file-manifest.xml"));
    expect(isOn("manifest")).toBe(true);
  });
});

describe("the first run", () => {
  it("has three ways to begin", async () => {
    await page(nothingCompared);
    expect(title()).toBe(overview.first.title);
    for (const way of ["try-practice", "set-up", "open-project"]) {
      expect(part(way).tagName).toBe("BUTTON");
    }
    fireEvent.click(part("set-up"));
    expect(isOn("register")).toBe(true);
  });
});

describe("the last rehearsal", () => {
  it("is left for the add-in, and can be seen again", async () => {
    await page(contoso, { opening: { ...nothingKept, rehearsal: passed } });
    expect(title()).toBe(overview.finished.passed);
    fireEvent.click(part("back-to-add-in"));
    expect(title()).toBe(text.failing("manifest"));
    expect(part("rehearsed").textContent).toContain(overview.finished.passed);
    fireEvent.click(part("show-rehearsal"));
    expect(title()).toBe(overview.finished.passed);
  });

  it("is of no profile: another one begins with its own state", async () => {
    let agreement = contoso;
    await page(contoso, { agreement: () => Promise.resolve(agreement) });
    agreement = nothingCompared;
    await act(() => emit("status", { ...freshStatus, profile: "other", profiles: ["default", "other"] }));
    expect(title()).toBe(overview.first.title);
  });
});

it.each([
  [0, text.checked.now],
  [-5000, text.checked.now],
  [12_000, text.checked.seconds(12)],
  [60_000, text.checked.minutes(1)],
  [3_540_000, text.checked.minutes(59)],
  [7_200_000, text.checked.hours(2)],
])("%d ms ago", (passed, said) => {
  expect(ago(passed)).toBe(said);
});
