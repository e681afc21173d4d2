import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { AppError } from "../../ipc/bindings/AppError";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { freshRegister, planned, withFinding } from "../../test/register";
import { type Answers, rustAnswers } from "../../test/rust";
import { nothingKept } from "../../test/views";
import { open, part, partIfThere, title } from "../../test/window";
import { register as text } from "../../text/register";

/** The window on this page, with Rust answering so. */
async function openWith(register: RegisterView, answers: Partial<Answers> = {}) {
  const called = rustAnswers({ opening: { ...nothingKept, page: "register" }, register, ...answers });
  await open();
  await screen.findByTestId("facts");
  return called;
}

const refused: AppError = { code: "value-not-accepted", message: "the domain has a scheme", hint: "write contoso.example" };
const field = (kind: string) => part(`fact-${kind}`) as HTMLInputElement;
const type = (kind: string, value: string) => fireEvent.change(field(kind), { target: { value } });

describe("facts", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());
  const pass = () => act(() => vi.advanceTimersByTimeAsync(500));

  it("asks for the host first, and shows the values as soon as it is known", async () => {
    await openWith(freshRegister, { set_fact: planned });
    expect(part("empty").textContent).toContain(text.plan.empty.title);
    fireEvent.click(part("type-domain"));
    expect(document.activeElement).toBe(field("domain"));
    type("domain", "localhost:3000");
    await pass();
    expect(part("in-place").textContent).toBe("1 of 5 in place");
  });

  it("sends what was typed last, once", async () => {
    const sent: unknown[] = [];
    await openWith(planned, {
      set_fact: ({ fact, values }) => {
        sent.push([fact, ...values]);
        return Promise.resolve(planned);
      },
    });
    type("name", "C");
    type("name", "Co");
    await pass();
    fireEvent.blur(field("name"));
    await pass();
    expect(sent).toEqual([["name", "Co"]]);
  });

  it("says at its field what is wrong with a fact, and loses nothing of it", async () => {
    await openWith(planned, { set_fact: { rejects: refused } });
    type("domain", "https://contoso.example");
    fireEvent.blur(field("domain"));
    await pass();
    expect(screen.getByTestId("fact-error").textContent).toBe("The domain has a scheme. Write contoso.example.");
    expect(field("domain").value).toBe("https://contoso.example");
    expect(field("domain").getAttribute("aria-invalid")).toBe("true");
    expect(partIfThere("in-place")).not.toBeNull();
  });

  it("keeps the fields of another fact while one is refused", async () => {
    const answer = vi.fn(({ fact }: { fact: string }) => (fact === "domain" ? Promise.reject(refused) : Promise.resolve(planned)));
    await openWith(planned, { set_fact: answer as never });
    type("domain", "https://contoso.example");
    await pass();
    type("name", "Other");
    await pass();
    expect(field("domain").value).toBe("https://contoso.example");
    expect(screen.getAllByTestId("fact-error")).toHaveLength(1);
  });
});

it("takes a permission out, adds one by its name, and says what is none", async () => {
  const sent: string[][] = [];
  await openWith(planned, {
    set_fact: ({ values }) => {
      sent.push(values);
      return values.includes("Everything")
        ? Promise.reject({ code: "permission-unknown", message: "not a permission", hint: null })
        : Promise.resolve(planned);
    },
  });
  fireEvent.click(part("remove-User.Read"));
  await waitFor(() => expect(sent).toEqual([[]]));
  fireEvent.click(part("add-permission"));
  const name = part("permission-name");
  fireEvent.change(name, { target: { value: "Everything" } });
  fireEvent.keyDown(name, { key: "Enter" });
  expect((await screen.findByTestId("fact-error")).textContent).toBe("Not a permission.");
  expect(sent.at(-1)).toEqual(["User.Read", "Everything"]);
  fireEvent.keyDown(name, { key: "Escape" });
  expect(partIfThere("permission-name")).toBeNull();
});

it("shows both ends of a long ID, and all of it to whoever types", async () => {
  await openWith(planned);
  expect(field("client-id").value).toBe("3f8e2a61-7c04-4d19-…8f47");
  fireEvent.focus(field("client-id"));
  expect(field("client-id").value).toBe("3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47");
});

it("toggles an app of Office", async () => {
  const sent: string[][] = [];
  await openWith(planned, {
    set_fact: ({ values }) => {
      sent.push(values);
      return Promise.resolve(planned);
    },
  });
  fireEvent.click(part("host-outlook"));
  fireEvent.click(part("host-word"));
  await waitFor(() => expect(sent).toEqual([["word", "excel", "outlook"], ["excel"]]));
});

it("shows each value with its reason, its copy and its tick", async () => {
  const ticked: unknown[] = [];
  const called = await openWith(planned, {
    tick_value: (asked) => {
      ticked.push(asked);
      return Promise.reject({ code: "profile-in-use", message: "another run is writing", hint: null });
    },
  });
  const row = part("value-access-token-version");
  expect(row.textContent).toContain("Set it before the Application ID URI");
  expect(part("value-application-client-id").textContent).not.toContain("Entra assigns it");
  expect(partIfThere("copy-object-id")).toBeNull();
  fireEvent.click(part("copy-access-token-version"));
  await waitFor(() => expect(called).toContain("copy"));
  fireEvent.click(part("open-2"));
  await waitFor(() => expect(called).toContain("open_in_browser"));
  fireEvent.click(part("tick-access-token-version"));
  expect((await screen.findByRole("alert")).textContent).toContain("Another run is writing");
  expect(ticked).toEqual([{ id: "access-token-version", inPlace: true }]);
});

it("names what no form asks for when it is wanted", async () => {
  await openWith(planned);
  const button = part("prerequisites");
  expect(button.getAttribute("aria-expanded")).toBe("false");
  fireEvent.click(button);
  expect(part("prerequisite-may-register").textContent).toContain("You may register apps");
});

describe("an export", () => {
  it("is read by its path; its findings stand at their values, and the title is the verdict", async () => {
    const sources: unknown[] = [];
    await openWith(planned, {
      import_registration: ({ source }) => {
        sources.push(source);
        return Promise.resolve(withFinding);
      },
    });
    expect(title()).toBe(text.title);
    fireEvent.click(part("import"));
    fireEvent.change(await screen.findByTestId("path"), { target: { value: "contoso-expenses.json" } });
    fireEvent.click(screen.getByTestId("import-do"));
    await waitFor(() => expect(title()).toBe("Your registration issues version 1 tokens"));
    expect(sources).toEqual([{ from: "file", path: "contoso-expenses.json" }]);
    const found = within(part("value-access-token-version")).getByTestId("finding-token-version-1");
    expect(found.textContent).toContain("line 41");
    expect(part("reading").textContent).toContain("Taken over into your facts: host and port, client ID.");
  });

  it("in which nothing is wrong breaks no rule", async () => {
    await openWith({ ...withFinding, reading: withFinding.reading && { ...withFinding.reading, errors: 0 } });
    expect(part("reading").textContent).toContain("No rule is broken");
  });

  it("may be pasted, and what is none says what it is instead", async () => {
    const sources: unknown[] = [];
    await openWith(planned, {
      import_registration: ({ source }) => {
        sources.push(source);
        return Promise.reject({ code: "registration-unreadable", message: "this is a token", hint: "give the export" });
      },
    });
    fireEvent.click(part("import"));
    fireEvent.change(await screen.findByTestId("paste"), { target: { value: "eyJ" } });
    fireEvent.click(screen.getByTestId("import-do"));
    expect((await screen.findByTestId("failure")).textContent).toContain("This is a token.");
    expect(sources).toEqual([{ from: "text", text: "eyJ" }]);
    expect((screen.getByTestId("paste") as HTMLTextAreaElement).value).toBe("eyJ");
  });

  it("leads from the list of findings to the value", async () => {
    await openWith(withFinding);
    fireEvent.click(part("tab-az"));
    fireEvent.click(part("go-token-version-1"));
    await waitFor(() => expect(document.activeElement).toBe(part("value-access-token-version")));
    // Asked for once: whoever comes back to the list is not taken there again.
    part("tab-az").focus();
    fireEvent.click(part("tab-az"));
    fireEvent.click(part("tab-portal"));
    expect(part("value-access-token-version")).toBeDefined();
    expect(document.activeElement).toBe(part("tab-az"));
  });

  it("is put away again", async () => {
    await openWith(withFinding, { close_registration: planned });
    fireEvent.click(part("close-reading"));
    await waitFor(() => expect(partIfThere("reading")).toBeNull());
    expect(title()).toBe(text.title);
  });
});

it("gives the plan as a script, and as code for a stack", async () => {
  await openWith(planned, {
    plan_rendering: ({ what }) => Promise.resolve(`# ${what}`),
    plan_code: {
      files: [{ path: "server.js", text: "listen();" }],
      install: "npm install jose",
      environment: [{ name: "CLIENT_SECRET", what: "the secret", default: null }],
      notes: ["it was never run"],
    },
  });
  fireEvent.click(part("tab-az"));
  await waitFor(() => expect(part("rendering").textContent).toBe("# az"));
  fireEvent.click(part("tab-admin-text"));
  await waitFor(() => expect(part("rendering").textContent).toBe("# admin-text"));
  fireEvent.click(part("tab-code"));
  await waitFor(() => expect(part("code-server.js").textContent).toBe("listen();"));
  expect(screen.getByText(text.code.must)).toBeDefined();
});

it("shows why there is no code of these facts", async () => {
  await openWith(planned, {
    plan_code: { rejects: { code: "fact-missing", message: "not known: the client ID", hint: "give it" } },
  });
  fireEvent.click(part("tab-code"));
  expect((await screen.findByTestId("failure")).textContent).toContain(text.code.failed);
});
