import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import type { KeptView } from "../../ipc/bindings/KeptView";
import { planned } from "../../test/register";
import { type Answers, rustAnswers } from "../../test/rust";
import { nothingKept } from "../../test/views";
import { open, part } from "../../test/window";
import { register } from "../../text/register";

const text = register.secret;

const kept: KeptView = {
  kind: "client-secret",
  client_id: "3f8e",
  own: true,
  hint: "abc",
  thumbprint: null,
  end: "2026-12-01T23:59:59Z",
  days_left: 9,
  verdict: "ends-soon",
  entry: "hallpass default",
};

async function openWith(answers: Partial<Answers> = {}) {
  const called = rustAnswers({ opening: { ...nothingKept, page: "register" }, register: planned, ...answers });
  await open();
  await screen.findByTestId("secret");
  return called;
}

it("shows the first characters, dots and the end", async () => {
  await openWith({ secrets: { keyring: "open", error: null, kept: [kept, { ...kept, own: false, hint: "xyz" }] } });
  const shown = (await screen.findByTestId("kept-secret")).textContent;
  expect(shown).toContain(`abc${text.dots}`);
  expect(shown).toContain("ends on 2026-12-01, in 9 days");
  expect(shown).not.toContain("xyz");
});

it("keeps what is in the clipboard, with its end, and says what it did", async () => {
  const asked: unknown[] = [];
  const called = await openWith({
    keep_secret: ({ end }) => {
      asked.push(end);
      return Promise.resolve({ hint: "abc", end: null, replaced: true, notes: ["the clipboard is empty now"] });
    },
  });
  fireEvent.change(part("secret-end"), { target: { value: "2027-01-31" } });
  fireEvent.click(part("keep-secret"));
  const told = await screen.findByTestId("secret-told");
  expect(told.textContent).toContain(text.replaced);
  expect(told.textContent).toContain("The clipboard is empty now.");
  expect(asked).toEqual(["2027-01-31"]);
  expect(called.filter((name) => name === "secrets")).toHaveLength(2);
});

it("says what is no secret, and keeps the date that was typed", async () => {
  await openWith({
    keep_secret: { rejects: { code: "client-secret-is-its-id", message: "this is the secret's ID", hint: "copy the column Value" } },
  });
  fireEvent.change(part("secret-end"), { target: { value: "2027-01-31" } });
  fireEvent.click(part("keep-secret"));
  expect((await screen.findByTestId("secret-error")).textContent).toContain("This is the secret's ID. Copy the column Value.");
  expect((part("secret-end") as HTMLInputElement).value).toBe("2027-01-31");
});

it("waits for a locked keyring, and can be stopped", async () => {
  const called = await openWith({
    keep_secret: ({ events }) => {
      events.onmessage({ event: "waiting-for-unlock", seconds: 120 });
      return new Promise(() => undefined);
    },
  });
  fireEvent.click(part("keep-secret"));
  expect(await screen.findByText(text.waiting(120))).toBeDefined();
  fireEvent.click(part("stop-secret"));
  await waitFor(() => expect(called).toContain("cancel"));
});

it("says why the keyring was not looked into", async () => {
  await openWith({
    secrets: { keyring: "locked", error: { code: "keyring-locked", message: "the keyring is locked", hint: null }, kept: [] },
  });
  expect((await screen.findByTestId("keyring-error")).textContent).toContain("The keyring is locked.");
});

it("asks before it deletes", async () => {
  const called = await openWith({ secrets: { keyring: "open", error: null, kept: [kept] }, delete_secret: ["Entra still takes it"] });
  fireEvent.click(await screen.findByTestId("delete-secret"));
  expect(called).not.toContain("delete_secret");
  fireEvent.click(await screen.findByTestId("delete-secret-do"));
  expect((await screen.findByTestId("secret-told")).textContent).toContain("Entra still takes it.");
});

it("takes one out of a file, and changes the file only when told so", async () => {
  const asked: unknown[] = [];
  await openWith({
    import_secret: ({ path, write }) => {
      asked.push([path, write]);
      return Promise.resolve({
        stored: { hint: "abc", end: null, replaced: false, notes: [] },
        file: path,
        difference: "--- .env\n+++ .env\n@@ -1 +1 @@\n-CLIENT_SECRET=…\n+# CLIENT_SECRET\n",
        written: write,
        warning: "git knows .env",
      });
    },
  });
  fireEvent.click(part("secret-from-file"));
  fireEvent.change(await screen.findByTestId("path"), { target: { value: "/add-in/.env" } });
  fireEvent.click(screen.getByTestId("secret-file-take"));
  expect((await screen.findByTestId("secret-imported")).textContent).toContain("Git knows .env.");
  expect(screen.getByTestId("difference")).toBeDefined();
  fireEvent.click(screen.getByTestId("secret-file-write"));
  await waitFor(() => expect(screen.queryByTestId("secret-file-write")).toBeNull());
  expect(asked).toEqual([
    ["/add-in/.env", false],
    ["/add-in/.env", true],
  ]);
});
