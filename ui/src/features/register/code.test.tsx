import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";

import type { CodeInFolder } from "../../ipc/bindings/CodeInFolder";
import { planned } from "../../test/register";
import { type Answers, rustAnswers } from "../../test/rust";
import { nothingKept } from "../../test/views";
import { open, part } from "../../test/window";
import { register } from "../../text/register";

const text = register.code.folder;

const added = (path: string) => `--- ${path}\n+++ ${path}\n@@ -0,0 +1 @@\n+listen();\n`;
const file = (path: string, more: Partial<CodeInFolder> = {}): CodeInFolder => ({
  path,
  is_new: true,
  difference: added(path),
  written: false,
  error: null,
  ...more,
});
const files = [
  file("/add-in/server.js"),
  file("/add-in/auth.js", { is_new: false }),
  file("/add-in/same.js", { is_new: false, difference: "" }),
  file("/add-in/link.js", { difference: "", error: { code: "file-is-a-link", message: "it is a link", hint: null } }),
];

async function openDialog(answers: Partial<Answers>) {
  rustAnswers({ opening: { ...nothingKept, page: "register" }, register: planned, ...answers });
  await open();
  fireEvent.click(await screen.findByTestId("tab-code"));
  fireEvent.click(await screen.findByTestId("code-into-folder"));
  const dialog = within(await screen.findByTestId("code-folder"));
  fireEvent.change(dialog.getByTestId("path"), { target: { value: "/add-in" } });
  return dialog;
}

it("shows what would change in the folder, writes what was seen, and says where it is taken back", async () => {
  const asked: unknown[] = [];
  const dialog = await openDialog({
    write_code: ({ stack, folder, seen }) => {
      asked.push([stack, folder, seen]);
      return Promise.resolve(seen === null ? files : files.map((one) => ({ ...one, written: one.difference !== "" })));
    },
  });
  fireEvent.click(dialog.getByTestId("code-look"));
  const shown = await dialog.findAllByTestId("code-file");
  for (const [at, says] of [text.new, text.changed, text.same, text.left].entries()) {
    expect(shown[at]?.textContent).toContain(says);
  }
  expect(dialog.getAllByTestId("difference")).toHaveLength(2);
  expect(dialog.getByTestId("code-write").textContent).toBe("Write 2 files");
  fireEvent.click(dialog.getByTestId("code-write"));
  await waitFor(() => expect(dialog.getByTestId("code-files-told").textContent).toBe(text.told(2, 1)));
  expect(asked).toEqual([
    ["node", "/add-in", null],
    ["node", "/add-in", [files[0]?.difference, files[1]?.difference, "", ""]],
  ]);
  fireEvent.click(dialog.getByTestId("code-list"));
  await waitFor(() => expect(part("section-privacy").getAttribute("aria-current")).toBe("true"));
});

it("asks anew for another folder, and says why nothing was written", async () => {
  const dialog = await openDialog({
    write_code: ({ seen }) =>
      seen === null
        ? Promise.resolve(files)
        : Promise.reject({ code: "changed-since", message: "it is something else by now", hint: "look again" }),
  });
  fireEvent.click(dialog.getByTestId("code-look"));
  fireEvent.change(await dialog.findByTestId("path"), { target: { value: "/other" } });
  expect(dialog.queryByTestId("code-write")).toBeNull();
  fireEvent.click(dialog.getByTestId("code-look"));
  fireEvent.click(await dialog.findByTestId("code-write"));
  expect((await dialog.findByTestId("failure")).textContent).toContain("It is something else by now.");
  expect(dialog.getByTestId("code-look")).toBeDefined();
});

it("offers to write nothing where all is as it should be", async () => {
  const dialog = await openDialog({ write_code: [file("/add-in/server.js", { is_new: false, difference: "" })] });
  fireEvent.click(dialog.getByTestId("code-look"));
  expect((await dialog.findByTestId("code-files-told")).textContent).toBe(text.nothing);
  expect(dialog.queryByTestId("code-write")).toBeNull();
});
