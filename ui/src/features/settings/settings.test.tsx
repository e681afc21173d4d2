import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeAll, describe, expect, it, vi } from "vitest";

import type { PracticeRoom } from "../../ipc/bindings/PracticeRoom";
import type { SettingsSection } from "../../window/errand";
import { type Answers, rustAnswers } from "../../test/rust";
import * as given from "../../test/settings";
import { freshStatus } from "../../test/views";
import { open, part, partIfThere } from "../../test/window";
import { keyring } from "../../text/kept";
import { settings as text } from "../../text/settings";
import { bytes } from "./date";

// The window loads it when it is first shown, which is no part of what is tested here.
beforeAll(async () => {
  await import("./SettingsPage");
}, 60_000);

async function section(name: SettingsSection, answers: Partial<Answers> = {}) {
  const called = rustAnswers(answers);
  await open();
  fireEvent.click(part("page-settings"));
  fireEvent.click(await screen.findByTestId(`section-${name}`));
  return called;
}
const checked = (id: string) => (part(id) as HTMLInputElement).checked;

describe("general", () => {
  it("sets the theme and reads what is kept", async () => {
    const asked = vi.fn(() => Promise.resolve(null));
    let theme: "system" | "dark" = "system";
    await section("general", {
      set_theme: (args) => ((theme = "dark"), asked(), expect(args.theme).toBe("dark"), Promise.resolve(null)),
      general: () => Promise.resolve({ ...given.general, theme }),
    });
    fireEvent.click(await screen.findByTestId("theme-dark"));
    await waitFor(() => expect(checked("theme-dark")).toBe(true));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("changes nothing in a file that cannot be read, and says why", async () => {
    const error = { code: "settings-not-readable", message: "could not read settings.toml: line 2", hint: "mend it" };
    await section("general", { general: { ...given.general, error } });
    await screen.findByTestId("failure");
    expect((part("notifications") as HTMLInputElement).disabled).toBe(true);
    expect((part("at-login") as HTMLInputElement).disabled).toBe(false);
  });

  it("says that the system does not tell what starts at login", async () => {
    const at_login_error = { code: "at-login", message: "the system does not tell", hint: "set it in the desktop" };
    await section("general", { general: { ...given.general, at_login: null, at_login_error } });
    expect(await screen.findByText("The system does not tell. Set it in the desktop.")).toBeDefined();
    expect((part("at-login") as HTMLInputElement).disabled).toBe(true);
  });
});

describe("profiles", () => {
  const many = Array.from({ length: 100 }, (_, at) => given.listed(`add-in-${at}`, { name: `Add-in ${at}` }));

  it("finds one of a hundred, also by its domain", async () => {
    await section("profiles", { profiles: [...many, given.listed("other", { domain: "addin.contoso.com" })] });
    fireEvent.change(await screen.findByPlaceholderText(text.profiles.filter), { target: { value: "ADDIN.contoso" } });
    expect(partIfThere("profile-row-other")).not.toBeNull();
    expect(partIfThere("profile-row-add-in-1")).toBeNull();
    expect(screen.getByText(text.profiles.count(1, 101))).toBeDefined();
  });

  it("tells what goes with a profile before it goes", async () => {
    const entry = "Hallpass: contoso/client-secret/a";
    const leaving = { profile: "contoso", keyring_entries: [entry], registration: given.clientId, was_chosen: false };
    const called = await section("profiles", {
      profiles: [given.listed("contoso")],
      leaving_with_profile: leaving,
      delete_profile: leaving,
    });
    fireEvent.click(await screen.findByTestId("profile-delete-contoso"));
    const question = within(await screen.findByTestId("question"));
    expect(await question.findByText(entry)).toBeDefined();
    expect(question.getByText(text.profiles.question.stays(given.clientId))).toBeDefined();
    expect(called).not.toContain("delete_profile");
    fireEvent.click(question.getByTestId("question-yes"));
    await screen.findByText(text.profiles.deleted("contoso"));
  });

  it("does not ask where it is not known what would go", async () => {
    const refused = { code: "keyring-locked", message: "the keyring is locked", hint: null };
    await section("profiles", { profiles: [given.listed("contoso")], leaving_with_profile: { rejects: refused } });
    fireEvent.click(await screen.findByTestId("profile-delete-contoso"));
    await screen.findByTestId("failure");
    expect(partIfThere("question")).toBeNull();
  });

  it("shows one that cannot be read among the others", async () => {
    const error = { code: "profile-not-readable", message: "could not read it: line 3", hint: null };
    await section("profiles", { profiles: [given.listed("spoilt", { error }), given.listed("fine")] });
    expect(await screen.findByText("Could not read it: line 3.")).toBeDefined();
    expect((part("profile-export-spoilt") as HTMLButtonElement).disabled).toBe(true);
  });

  it("makes one and imports facts by a typed path", async () => {
    const called = await section("profiles", { import_profile: (args) => Promise.resolve([`${args.name}, noted`]) });
    fireEvent.change(await screen.findByTestId("profile-name"), { target: { value: " new " } });
    fireEvent.click(part("profile-make"));
    await waitFor(() => expect(called).toContain("choose_profile"));
    fireEvent.change(part("profile-import-path"), { target: { value: "/a/hallpass.toml" } });
    fireEvent.click(part("profile-import-go"));
    expect(await screen.findByText(text.profiles.imported("default", "/a/hallpass.toml"))).toBeDefined();
    expect(screen.getByText("default, noted")).toBeDefined();
  });
});

it("another cloud is used after its addresses were shown", async () => {
  const called = await section("environments", { pick: "/a/cloud.toml" });
  fireEvent.click(await screen.findByTestId("cloud-browse"));
  await waitFor(() => expect((part("cloud-path") as HTMLInputElement).value).toBe("/a/cloud.toml"));
  fireEvent.click(part("cloud-go"));
  await screen.findByText("https://login.cloud.contoso.com");
  expect(called).not.toContain("use_cloud_of_file");
  fireEvent.click(part("cloud-use"));
  await waitFor(() => expect(called).toContain("use_cloud_of_file"));
  await waitFor(() => expect(partIfThere("cloud-found")).toBeNull());
});

describe("certificates", () => {
  it("asks for a password where the file has one, and hands it on once", async () => {
    const passwords: (string | null)[] = [];
    await section("certificates", {
      certificates: given.certificates,
      add_certificate: ({ password }) => {
        passwords.push(password);
        const error = { code: "certificate-password", message: "the file is protected", hint: null };
        return password === null ? Promise.reject(error) : Promise.resolve(["compare the thumbprint"]);
      },
    });
    fireEvent.change(await screen.findByTestId("certificate-path"), { target: { value: "/a/b.pfx" } });
    fireEvent.click(part("certificate-go"));
    fireEvent.change(await screen.findByTestId("certificate-password"), { target: { value: "secret" } });
    expect(partIfThere("failure")).toBeNull();
    fireEvent.click(part("certificate-go"));
    await screen.findByText("Compare the thumbprint.");
    expect(passwords).toEqual([null, "secret"]);
    expect(partIfThere("certificate-password")).toBeNull();
  });

  it("waits for a locked keyring in words, and can be stopped", async () => {
    const called = await section("certificates", {
      certificates: given.certificates,
      delete_certificate: ({ events }) => {
        events.onmessage({ event: "waiting-for-unlock", seconds: 60 });
        return new Promise(() => undefined);
      },
    });
    fireEvent.click(await screen.findByTestId("certificate-delete"));
    fireEvent.click(await screen.findByTestId("question-yes"));
    expect(await screen.findByText(keyring.waiting(60))).toBeDefined();
    fireEvent.click(part("stop-secret"));
    await waitFor(() => expect(called).toContain("cancel"));
  });

  it("says that a locked keyring tells nothing, and looks again", async () => {
    const locked = { code: "keyring-locked", message: "the keyring is locked", hint: "unlock it" };
    const called = await section("certificates", {
      certificates: { ...given.certificates, kept: [], keyring_error: locked },
    });
    expect((await screen.findByTestId("failure")).textContent).toContain(keyring.notYours);
    expect(screen.queryByText(text.certificates.none)).toBeNull();
    fireEvent.click(part("look-again"));
    await waitFor(() => expect(called.filter((name) => name === "certificates")).toHaveLength(2));
  });

  it("says how long each holds", async () => {
    await section("certificates", { certificates: given.certificates });
    expect(await screen.findByText("Valid to April 14, 2027")).toBeDefined();
    expect(screen.getByText(/^Ended on/)).toBeDefined();
  });
});

describe("practice tenant", () => {
  it("is switched on, and its addresses appear", async () => {
    let room: PracticeRoom | null = null;
    const called = await section("practice", {
      practice_room: () => Promise.resolve(room),
      switch_practice: ({ on }) => {
        room = on ? given.room : null;
        return Promise.resolve(freshStatus);
      },
    });
    await screen.findByText(text.practice.whenOff);
    fireEvent.click(part("practice-run"));
    expect(await screen.findByText(given.room.authority)).toBeDefined();
    expect(called).toContain("switch_practice");
    fireEvent.click(part("practice-run"));
    await screen.findByText(text.practice.whenOff);
  });

  it("shows common faults and those that are on; the others by their number or words", async () => {
    const set = { ...given.room, faults: given.room.faults.map((fault) => (fault.code === 503 ? { ...fault, set: true } : fault)) };
    const asked: unknown[] = [];
    await section("practice", { practice_room: set, switch_fault: ({ code, on }) => (asked.push([code, on]), Promise.resolve(set)) });
    await screen.findByTestId("fault-65001");
    expect(checked("fault-65001") && checked("fault-503")).toBe(true);
    expect(partIfThere("fault-53003")).toBeNull();
    fireEvent.click(part("faults-more"));
    fireEvent.change(screen.getByPlaceholderText(text.practice.faults.filter), { target: { value: "53003" } });
    expect(partIfThere("fault-50011")).toBeNull();
    fireEvent.click(part("fault-53003"));
    await waitFor(() => expect(asked).toEqual([[53003, true]]));
  });

  it("starts over after a question, and tells whose time it has", async () => {
    const called = await section("practice", { practice_room: { ...given.room, ahead_seconds: 7200 } });
    expect(await screen.findByText(text.practice.time.ahead("2 hours"))).toBeDefined();
    fireEvent.click(part("practice-reset"));
    expect(called).not.toContain("reset_practice");
    fireEvent.click(await screen.findByTestId("question-yes"));
    await screen.findByText(text.practice.over.done);
    expect(called).toContain("reset_practice");
  });

  it("says why it did not start", async () => {
    const why = { code: "practice-port", message: "the ports are taken", hint: "free one" };
    await section("practice", { status: { ...freshStatus, practice: { state: "not-started", why } } });
    expect((await screen.findByTestId("failure")).textContent).toContain("Free one.");
  });
});

describe("privacy", () => {
  it("tells this profile's hosts, and the others when they are wanted", async () => {
    await section("privacy");
    await screen.findByText("graph.microsoft.com");
    expect(screen.queryByText("login.microsoftonline.us")).toBeNull();
    fireEvent.click(part("contacts-more"));
    expect(screen.getByText("login.microsoftonline.us")).toBeDefined();
  });

  it("undoes and deletes after a question, and then reads the list again", async () => {
    const done: unknown[] = [];
    let now = given.written;
    await section("privacy", {
      written: () => Promise.resolve(now),
      undo_written_file: ({ id }) => (done.push(id), Promise.resolve(true)),
      delete_written: ({ item }) => ((now = given.nothingWritten), done.push(item), Promise.resolve(["entra still takes it"])),
    });
    const [file] = given.written.by_hallpass.files;
    fireEvent.click(await screen.findByTestId("copy-undo"));
    fireEvent.click(await screen.findByTestId("question-yes"));
    await screen.findByText(text.privacy.written.removed(`${file?.path}`));
    fireEvent.click(part("delete-activity"));
    expect(done).toEqual([file?.id]);
    fireEvent.click(await screen.findByTestId("question-yes"));
    await screen.findByText("Entra still takes it.");
    expect(done[1]).toEqual({ kind: "part", folder: "state", name: "activity" });
    await waitFor(() => expect(partIfThere("part-state-activity")).toBeNull());
  });

  it("goes to the registration of another profile by choosing it", async () => {
    const called = await section("privacy", { written: given.written });
    fireEvent.click(await screen.findByTestId("registration-open-contoso"));
    await waitFor(() => expect(called).toContain("choose_profile"));
    await waitFor(() => expect(document.querySelector<HTMLElement>('[data-page="register"]')).not.toBeNull());
  });

  it("says that the keyring could not be asked", async () => {
    const keyring_error = { code: "keyring-locked", message: "the keyring is locked", hint: null };
    await section("privacy", {
      written: { ...given.written, by_hallpass: { ...given.written.by_hallpass, keyring_error } },
    });
    expect((await screen.findByTestId("keyring-error")).textContent).toContain("the keyring is locked");
  });
});

it.each([
  [0, "0 byte"],
  [999, "999 byte"],
  [1_000, "1 kB"],
  [1_540, "1.5 kB"],
  [12_400_000, "12 MB"],
])("%i bytes are told as %s", (count, expected) => expect(bytes(count)).toBe(expected));
