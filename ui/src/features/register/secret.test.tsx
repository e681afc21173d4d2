import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { KeptView } from "../../ipc/bindings/KeptView";
import { keptCertificate, keptSecret as kept, planned } from "../../test/register";
import { type Answers, rustAnswers } from "../../test/rust";
import { nothingKept } from "../../test/views";
import { open, part, partIfThere } from "../../test/window";
import { kept as words, keyring } from "../../text/kept";
import { register } from "../../text/register";

const text = register.secret;

async function openWith(answers: Partial<Answers> = {}) {
  const called = rustAnswers({ opening: { ...nothingKept, page: "register" }, register: planned, ...answers });
  await open();
  await screen.findByTestId("secret");
  return called;
}

it("shows the first characters, dots and the end", async () => {
  await openWith({ secrets: { keyring: "open", error: null, kept: [kept, { ...kept, own: false, hint: "xyz" }] } });
  const shown = (await screen.findByTestId("kept-secret")).textContent;
  expect(shown).toContain("abc••••••••••••");
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
  expect(await screen.findByText(keyring.waiting(120))).toBeDefined();
  fireEvent.click(part("stop-secret"));
  await waitFor(() => expect(called).toContain("cancel"));
});

describe("a keyring that was not looked into", () => {
  const locked = { code: "keyring-locked", message: "the keyring is locked", hint: null };

  it("says so, claims nothing of what it has, and looks again", async () => {
    const called = await openWith({ secrets: { keyring: "locked", error: locked, kept: [] } });
    const said = (await screen.findByTestId("keyring-error")).textContent;
    expect(said).toContain(`${text.notKnown}: The keyring is locked.`);
    expect(said).toContain(keyring.notYours);
    expect(part("secret").textContent).not.toContain(text.none);
    fireEvent.click(part("look-again"));
    await waitFor(() => expect(called.filter((name) => name === "secrets")).toHaveLength(2));
  });

  it("calls nothing fine that only the profile knows", async () => {
    const known: KeptView = { ...kept, verdict: "good", days_left: 400, in_keyring: null };
    await openWith({ secrets: { keyring: "locked", error: locked, kept: [known] } });
    const shown = await screen.findByTestId("kept-secret");
    expect(shown.textContent).toContain(words.notLookedInto);
    expect(shown.querySelector(".state-icon-fine")).toBeNull();
  });
});

it("shows each thing that may be wrong with what is kept", async () => {
  for (const [verdict, says] of [
    ["not-in-keyring", words.notInKeyring],
    ["of-another-cloud", words.ofAnotherCloud],
    ["end-unknown", words.endUnknown],
  ] as const) {
    const end = verdict === "end-unknown" ? null : kept.end;
    await openWith({ secrets: { keyring: "open", error: null, kept: [{ ...kept, verdict, end }] } });
    const shown = await screen.findByTestId("kept-secret");
    expect(shown.textContent).toContain(says);
    expect(shown.querySelector(".state-icon-fine")).toBeNull();
    cleanup();
  }
});

it("keeps the end of a secret that is there already", async () => {
  const ends: unknown[] = [];
  await openWith({
    secrets: { keyring: "open", error: null, kept: [{ ...kept, end: null, verdict: "end-unknown" }] },
    set_secret_end: ({ end }) => {
      ends.push(end);
      return Promise.resolve({ hint: "abc", end: "2027-01-31T23:59:59Z", replaced: false, notes: [] });
    },
  });
  fireEvent.change(part("secret-end"), { target: { value: "2027-01-31" } });
  fireEvent.click(await screen.findByTestId("keep-end"));
  expect((await screen.findByTestId("secret-told")).textContent).toContain(text.endKept);
  expect(ends).toEqual(["2027-01-31"]);
});

it("shows the certificate that is sent in place of a secret, and leads to where one is kept", async () => {
  await openWith({ secrets: { keyring: "open", error: null, kept: [keptCertificate] } });
  expect((await screen.findByTestId("kept-certificate")).textContent).toContain("ends on 2028-01-31");
  expect(part("secret").textContent).toContain(text.certificateInstead);
  expect(partIfThere("delete-secret")).toBeNull();
  fireEvent.click(part("certificate-instead"));
  expect(await screen.findByTestId("certificate-path")).toBeDefined();
});

it("asks before it deletes", async () => {
  const called = await openWith({ secrets: { keyring: "open", error: null, kept: [kept] }, delete_secret: ["Entra still takes it"] });
  fireEvent.click(await screen.findByTestId("delete-secret"));
  expect(called).not.toContain("delete_secret");
  fireEvent.click(await screen.findByTestId("question-yes"));
  expect((await screen.findByTestId("secret-told")).textContent).toContain("Entra still takes it.");
});

describe("a secret in a file", () => {
  const taken = (path: string, write: boolean) => ({
    stored: { hint: "abc", end: null, replaced: false, notes: [] },
    file: path,
    difference: "--- .env\n+++ .env\n@@ -1 +1 @@\n-CLIENT_SECRET=…\n+# CLIENT_SECRET\n",
    written: write,
    warning: "git knows .env",
  });
  const openDialog = async () => {
    fireEvent.click(part("secret-from-file"));
    const dialog = within(await screen.findByTestId("secret-file"));
    fireEvent.change(dialog.getByTestId("path"), { target: { value: "/add-in/.env" } });
    return dialog;
  };

  it("is taken with its end, and the file changes only when told so", async () => {
    const asked: unknown[] = [];
    await openWith({
      import_secret: ({ path, end, write }) => {
        asked.push([path, end, write]);
        return Promise.resolve(taken(path, write));
      },
    });
    const dialog = await openDialog();
    fireEvent.change(dialog.getByTestId("secret-end"), { target: { value: " 2027-01-31 " } });
    fireEvent.click(dialog.getByTestId("secret-file-take"));
    expect((await dialog.findByTestId("secret-told")).textContent).toContain("Git knows .env.");
    expect(dialog.getByTestId("difference")).toBeDefined();
    fireEvent.click(dialog.getByTestId("secret-file-write"));
    await waitFor(() => expect(screen.queryByTestId("secret-file-write")).toBeNull());
    expect(asked).toEqual([
      ["/add-in/.env", "2027-01-31", false],
      ["/add-in/.env", "2027-01-31", true],
    ]);
  });

  it("waits for a locked keyring in words, and is stopped with the dialog", async () => {
    const called = await openWith({
      import_secret: ({ events }) => {
        events.onmessage({ event: "waiting-for-unlock", seconds: 60 });
        return new Promise(() => undefined);
      },
    });
    const dialog = await openDialog();
    fireEvent.click(dialog.getByTestId("secret-file-take"));
    expect(await dialog.findByText(keyring.waiting(60))).toBeDefined();
    fireEvent.keyDown(screen.getByTestId("secret-file"), { key: "Escape" });
    await waitFor(() => expect(called).toContain("cancel"));
  });
});
