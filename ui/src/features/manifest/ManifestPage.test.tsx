import { emit } from "@tauri-apps/api/event";
import { act, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { AppError } from "../../ipc/bindings/AppError";
import type { DifferenceRow } from "../../ipc/bindings/DifferenceRow";
import type { ManifestShown } from "../../ipc/bindings/ManifestShown";
import type { PlacedFinding } from "../../ipc/bindings/PlacedFinding";
import type { Wanted } from "../../ipc/bindings/Wanted";
import { type Answers, rustAnswers } from "../../test/rust";
import { open, part, partIfThere, title } from "../../test/window";
import { manifest as text } from "../../text/manifest";

// What is loaded when it is first shown takes seconds on a loaded machine.
configure({ asyncUtilTimeout: 20_000 });

const row = (row: Partial<DifferenceRow> & Pick<DifferenceRow, "kind">): DifferenceRow => ({
  before: null,
  after: null,
  text: "",
  marks: [],
  count: 0,
  ...row,
});
const rows: DifferenceRow[] = [
  row({ kind: "gap", before: 1, after: 1, count: 96 }),
  row({ kind: "removed", before: 97, text: "<Resource>api://localhost:3001/c</Resource>", marks: [[29, 30]] }),
  row({ kind: "added", after: 97, text: "<Resource>api://localhost:3000/c</Resource>", marks: [[29, 30]] }),
  row({ kind: "same", before: 98, after: 98, text: "<Scopes>" }),
];
const wrongPort: PlacedFinding = {
  finding: {
    code: "resource-host-mismatch",
    severity: "error",
    title: "the resource names localhost:3001, but the add-in is loaded from localhost:3000",
    detail: "Office compares them.",
    evidence: [],
    fix: ["write port 3000"],
    would_cause: ["13004"],
    has_rule: true,
  },
  line: 97,
  mended: true,
};
const wrong: ManifestShown = {
  view: {
    file: "/p/manifest.xml",
    name: "manifest.xml",
    folder: "/p",
    format: "xml",
    kind: "task-pane",
    display_name: "Contoso",
    hosts: ["Workbook"],
    read: "2026-11-22T14:02:11Z",
    digest: "seen",
    bytes: 4000,
    lines: 104,
    findings: [wrongPort],
    change: { kind: "plan", count: 1, lines: 104, rows, notes: [], refused: null, mendable: 1 },
    without_plan: null,
    can_undo: false,
    changed_since: false,
    pasted: false,
  },
  wanted: { change: null, bump_version: false, identity_api: false, scopes_of_plan: false },
  error: null,
  unwatched: null,
};
const right: ManifestShown = {
  ...wrong,
  view: {
    ...wrong.view,
    digest: "written",
    findings: [],
    change: { ...wrong.view.change, count: 0, rows: [row({ kind: "gap", before: 1, after: 1, count: 104 })] },
    can_undo: true,
  },
};
const gone: AppError = { code: "file-not-found", message: "there is no such file", hint: "check the path" };

async function onPage(answers: Partial<Answers>) {
  const called = rustAnswers(answers);
  await open();
  fireEvent.click(part("page-manifest"));
  await waitFor(() => expect(partIfThere("empty") ?? partIfThere("manifest-file")).not.toBeNull());
  return called;
}

describe("without a manifest", () => {
  it("opens the one whose path was typed", async () => {
    const opened: string[] = [];
    await onPage({
      manifest_open: ({ file }) => {
        opened.push(file);
        return Promise.resolve(wrong);
      },
    });
    expect(title()).toBe(text.title);
    fireEvent.change(part("manifest-path"), { target: { value: " /p/manifest.xml " } });
    fireEvent.click(part("manifest-open-path"));
    await waitFor(() => expect(title()).toContain("The resource names localhost:3001"));
    expect(opened).toEqual(["/p/manifest.xml"]);
  });

  it("opens the one that is picked, and says where to drop one", async () => {
    const opened: string[] = [];
    const manifest_open: Answers["manifest_open"] = ({ file }) => {
      opened.push(file);
      return Promise.resolve(wrong);
    };
    await onPage({ pick: "/picked.json", manifest_open });
    fireEvent.click(part("manifest-open"));
    await waitFor(() => expect(opened).toEqual(["/picked.json"]));
    await act(() => emit("tauri://drag-enter", { paths: [] }));
    expect(screen.getByText(text.drop)).toBeDefined();
    await act(() => emit("tauri://drag-drop", { paths: ["/dropped.xml"] }));
    expect(screen.queryByText(text.drop)).toBeNull();
  });

  it("says why a file was not opened, and keeps its path", async () => {
    await onPage({ manifest_open: { rejects: gone } });
    fireEvent.change(part("manifest-path"), { target: { value: "/nowhere.xml" } });
    fireEvent.click(part("manifest-open-path"));
    await waitFor(() => expect(part("failure-code").textContent).toBe("file-not-found"));
    expect((part("manifest-path") as HTMLInputElement).value).toBe("/nowhere.xml");
  });

  it("lets a person choose where a folder has several", async () => {
    const opened: string[] = [];
    await onPage({
      manifest_open: ({ file }) => {
        opened.push(file);
        return file.endsWith(".xml")
          ? Promise.resolve(wrong)
          : Promise.reject({ ...gone, code: "several-manifests", message: "/p has 2 manifests", hint: "open one of them" });
      },
      manifest_choices: ({ folder }) => Promise.resolve([`${folder}/manifest.xml`, `${folder}/test/manifest.xml`]),
    });
    fireEvent.change(part("manifest-path"), { target: { value: "/p" } });
    fireEvent.click(part("manifest-open-path"));
    const choice = await screen.findByTestId("manifest-choice-/p/test/manifest.xml");
    expect(choice.textContent).toBe("test/manifest.xml");
    fireEvent.click(choice);
    await waitFor(() => expect(partIfThere("manifest-file")).not.toBeNull());
    expect(opened).toEqual(["/p", "/p/test/manifest.xml"]);
    expect(partIfThere("failure")).toBeNull();
  });

  it("writes a new one from a template into a folder", async () => {
    const made: unknown[] = [];
    await onPage({
      manifest_new: ({ new: manifest }) => {
        made.push(manifest);
        return made.length === 1 ? Promise.reject({ ...gone, code: "fact-missing" }) : Promise.resolve(right);
      },
    });
    fireEvent.click(part("manifest-make"));
    const dialog = await screen.findByTestId("new-manifest");
    fireEvent.change(within(dialog).getByTestId("new-folder"), { target: { value: "/p" } });
    fireEvent.click(within(dialog).getByTestId("new-make"));
    // What was typed stays where it was refused.
    await within(dialog).findByText("fact-missing");
    fireEvent.change(within(dialog).getByTestId("new-client-id"), { target: { value: "c6c1" } });
    fireEvent.click(within(dialog).getByTestId("new-make"));
    await waitFor(() => expect(partIfThere("manifest-file")?.textContent).toContain("manifest.xml"));
    expect(made.at(-1)).toEqual({
      folder: "/p",
      name: null,
      office_hosts: ["excel"],
      domain: null,
      client_id: "c6c1",
      naa: false,
      content: false,
      unified: false,
    });
  });
});

describe("a manifest that is open", () => {
  it("shows what is wrong after its line, and what differs in it", async () => {
    await onPage({ manifest_shown: wrong });
    expect(part("manifest-file").textContent).toContain("Excel");
    const order = [...part("manifest-body").querySelectorAll(".code-row, .code-row-note")].map((each) => each.textContent);
    expect(order[0]).toContain("3001");
    expect(order[1]).toContain("3000");
    expect(order[2]).toContain("Causes 13004.");
    const marks = [...part("manifest-body").querySelectorAll("mark")].map((mark) => mark.textContent);
    expect(marks).toEqual(["1", "0"]);
    expect(part("manifest-watch").textContent).toContain(text.watching);
  });

  it("writes what was seen, says so and can be undone", async () => {
    const asked: string[] = [];
    await onPage({
      manifest_shown: wrong,
      manifest_apply: ({ digest }) => {
        asked.push(digest);
        return Promise.resolve(right);
      },
      manifest_undo: wrong,
    });
    expect(part("manifest-apply").textContent).toBe(text.apply(1));
    fireEvent.click(part("manifest-apply"));
    await waitFor(() => expect(part("manifest-said").textContent).toBe(text.applied("manifest.xml")));
    expect(asked).toEqual(["seen"]);
    expect(title()).toBe(text.verdict.agrees);
    expect(document.activeElement).toBe(part("page-title"));
    fireEvent.click(part("manifest-undo"));
    await waitFor(() => expect(part("manifest-said").textContent).toBe(text.undone("manifest.xml")));
    expect(part("manifest-apply")).toBeDefined();
  });

  it("is written and not undone by two clicks in one place", async () => {
    const called = await onPage({ manifest_shown: wrong, manifest_apply: right, manifest_undo: wrong });
    // They stand at the right: a place is told from that end.
    const buttons = () => [...part("manifest-more").parentElement!.querySelectorAll<HTMLElement>("button")].reverse();
    const place = buttons().indexOf(part("manifest-apply"));
    fireEvent.click(part("manifest-apply"));
    await waitFor(() => part("manifest-undo"));
    const there = buttons()[place]!;
    expect(there.textContent).toContain(text.isApplied);
    // As wide as it was: what stands before it does not move into its place.
    expect(there.textContent).toContain(text.apply(1));
    expect(buttons()[place + 1]).not.toBe(part("manifest-undo"));
    fireEvent.click(there);
    expect(called.filter((name) => name === "manifest_apply" || name === "manifest_undo")).toEqual(["manifest_apply"]);
  });

  it("says why it was not written, and shows what stands there now", async () => {
    const theirs = { ...right, view: { ...right.view, digest: "theirs", can_undo: false, changed_since: true } };
    let looks = 0;
    await onPage({
      manifest_shown: () => Promise.resolve(looks++ === 0 ? wrong : theirs),
      manifest_apply: { rejects: { code: "changed-since-shown", message: "it has changed", hint: "look again" } },
    });
    fireEvent.click(part("manifest-apply"));
    await waitFor(() => expect(part("failure").textContent).toContain(text.notApplied));
    await waitFor(() => expect(title()).toBe(text.verdict.agrees));
    expect(part("failure")).toBeDefined();
    // Their work is not taken back.
    expect(partIfThere("manifest-undo")).toBeNull();
    fireEvent.click(part("manifest-more"));
    expect((await screen.findByTestId("manifest-no-undo")).getAttribute("aria-disabled")).toBe("true");
  });

  it("tells the end of a write also to whoever went elsewhere and came back", async () => {
    let end: (shown: ManifestShown) => void = () => undefined;
    await onPage({ manifest_shown: wrong, manifest_apply: () => new Promise((resolve) => (end = resolve)) });
    fireEvent.click(part("manifest-apply"));
    await act(async () => fireEvent.click(part("page-diagnose")));
    await act(async () => fireEvent.click(part("page-manifest")));
    await act(async () => end({ ...right, view: { ...right.view, read: "2026-11-22T14:03:00Z" } }));
    await waitFor(() => expect(part("manifest-said").textContent).toBe(text.applied("manifest.xml")));
    expect(part("manifest-undo").getAttribute("aria-disabled")).not.toBe("true");
  });

  it("opens what is left out", async () => {
    const asked: unknown[] = [];
    await onPage({
      manifest_shown: wrong,
      manifest_lines: (lines) => {
        asked.push(lines);
        return Promise.resolve(["<OfficeApp>", "<Id>"]);
      },
    });
    fireEvent.click(part("gap-1"));
    await waitFor(() => expect(part("gap-3").textContent).toContain("94"));
    expect(asked).toEqual([{ digest: "seen", side: "before", first: 1, count: 96 }]);
    expect(part("manifest-body").textContent).toContain("<OfficeApp>");
  });

  it("shows the whole file, the findings at their lines", async () => {
    await onPage({
      manifest_shown: wrong,
      manifest_lines: ({ first, count }) =>
        Promise.resolve(Array.from({ length: Math.min(count, 105 - first) }, (_, at) => `line ${first + at}`)),
    });
    fireEvent.click(part("manifest-tab-before"));
    await waitFor(() => expect(part("manifest-body").textContent).toContain("line 104"));
    const items = [...part("manifest-body").querySelectorAll(".code-row, .code-row-note")];
    expect(items).toHaveLength(105);
    expect(items[97]?.textContent).toContain("13004");
  });

  it("follows the file: it changed, it went", async () => {
    await onPage({ manifest_shown: right });
    await act(() => emit("manifest", wrong));
    expect(title()).toContain("The resource names localhost:3001");
    expect(part("manifest-said").textContent).toContain("The file changed.");
    await act(() => emit("manifest", { ...wrong, error: gone }));
    expect(part("manifest-gone").textContent).toContain("There is no such file.");
    expect(part("manifest-watch").dataset["watched"]).toBe("false");
    expect(part("manifest-watch").textContent).toContain(text.awaiting);
    expect(part("manifest-apply").getAttribute("aria-disabled")).toBe("true");
    // What was known last stays.
    expect(part("manifest-body").textContent).toContain("3001");
  });

  it("tells the end of a write also where the file changes meanwhile, and goes back to no older look", async () => {
    let end: (shown: ManifestShown) => void = () => undefined;
    await onPage({ manifest_shown: wrong, manifest_apply: () => new Promise((resolve) => (end = resolve)) });
    fireEvent.click(part("manifest-apply"));
    await act(() => emit("manifest", wrong));
    const later = { ...right, view: { ...right.view, read: "2026-11-22T14:03:00.5Z" } };
    await act(async () => end(later));
    expect(part("manifest-said").textContent).toBe(text.applied("manifest.xml"));
    await act(() => emit("manifest", wrong));
    expect(title()).toBe(text.verdict.agrees);
  });

  it("says that it is not watched, and checks again when asked", async () => {
    const called = await onPage({
      manifest_shown: { ...wrong, unwatched: { code: "file-not-watched", message: "it cannot be watched", hint: null } },
      manifest_open: right,
    });
    expect(part("manifest-watch").textContent).toContain(text.notWatching);
    fireEvent.click(part("manifest-again"));
    await waitFor(() => expect(title()).toBe(text.verdict.agrees));
    expect(called).toContain("manifest_open");
  });

  it("changes what is wanted", async () => {
    const wanted: Wanted[] = [];
    await onPage({
      manifest_shown: wrong,
      manifest_want: (asked) => {
        wanted.push(asked.wanted);
        return Promise.resolve(wrong);
      },
    });
    fireEvent.click(part("manifest-what"));
    fireEvent.click(await screen.findByTestId("manifest-also-bump_version"));
    await waitFor(() => expect(wanted).toHaveLength(1));
    expect(wanted[0]).toEqual({ change: "plan", bump_version: true, identity_api: false, scopes_of_plan: false });
  });

  it("says what was not compared, and that nothing is wrong is not that all is fine", async () => {
    const missing: AppError = { code: "fact-missing", message: "not known: the client ID", hint: "give --client-id GUID" };
    await onPage({ manifest_shown: { ...right, view: { ...right.view, without_plan: missing } } });
    expect(title()).toBe(text.verdict.notCompared);
    expect(part("manifest-not-compared").textContent).toContain("Not known: the client ID.");
    expect(part("manifest-not-compared").textContent).not.toContain("--client-id");
  });

  it("shows of a very large file only what is in view", async () => {
    const view = { ...wrong.view, lines: 120_000 };
    await onPage({ manifest_shown: { ...wrong, view } });
    fireEvent.click(part("manifest-tab-before"));
    await waitFor(() => expect(part("manifest-body").querySelector(".row-list")).not.toBeNull());
    expect(part("manifest-body").querySelectorAll(".code-row").length).toBeLessThan(300);
  });

  it("puts nothing of a manifest in as markup", async () => {
    const hostile = row({ kind: "same", before: 1, after: 1, text: "<img src=x onerror=alert(1)><script>1</script>" });
    await onPage({
      manifest_shown: { ...wrong, view: { ...wrong.view, change: { ...wrong.view.change, rows: [hostile, ...rows] } } },
    });
    await waitFor(() => expect(part("manifest-body").querySelector(".token-tag")).not.toBeNull());
    expect(part("manifest-body").querySelector("img, script")).toBeNull();
    expect(part("manifest-body").textContent).toContain(hostile.text);
  });

  it("that was pasted is checked, and cannot be written", async () => {
    await onPage({ manifest_shown: { ...wrong, view: { ...wrong.view, pasted: true } } });
    expect(partIfThere("manifest-apply")).toBeNull();
    expect(part("manifest-watch").textContent).toContain(text.pasted);
    expect(part("manifest-body").textContent).toContain("3000");
  });

  it("is let go of", async () => {
    const called = await onPage({ manifest_shown: wrong });
    fireEvent.click(part("manifest-more"));
    fireEvent.click(await screen.findByTestId("manifest-close"));
    await waitFor(() => expect(title()).toBe(text.title));
    expect(called).toContain("manifest_close");
  });
});
