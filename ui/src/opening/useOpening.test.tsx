import { mockIPC } from "@tauri-apps/api/mocks";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { App } from "../App";
import type { AppError } from "../ipc/bindings/AppError";
import type { Opening } from "../ipc/bindings/Opening";
import { type Answers, fresh, rustAnswers } from "../test/rust";
import { badToken, copied, failed, goodToken, nothingKept, passed, reports } from "../test/views";
import { follow, open, outcome, part, show, title } from "../test/window";
import { overview as text } from "../text/overview";
import { token as tokenText } from "../text/token";

const running: Opening = {
  ...nothingKept,
  running: { mistake: null, steps: reports.slice(0, 2), current: "manifest" },
};
const ports: AppError = { code: "practice-ports", message: "no port is free", hint: "stop the other program" };
const cancelled: AppError = { code: "cancelled", message: "the rehearsal was cancelled", hint: null };
const noToken: AppError = { code: "token-absent", message: "no token in it", hint: "copy one" };

const focused = () => document.activeElement === part("page-title");
const levels = () => screen.getAllByRole("heading").map(({ tagName }) => Number(tagName.slice(1)));
/** Each heading is at most one level below the one before. */
const expectOrder = () => {
  const inPage = within(screen.getByRole("main")).getAllByRole("heading").map(({ tagName }) => Number(tagName.slice(1)));
  expect(inPage[0]).toBe(1);
  inPage.forEach((level, at) => expect(level).toBeLessThanOrEqual((inPage[at - 1] ?? 0) + 1));
  expect(levels().filter((level) => level === 1)).toHaveLength(1);
};

describe("a rehearsal that the window did not start", () => {
  it("is shown as it stands when the window opens, and can be stopped", async () => {
    const called = rustAnswers({ opening: running });
    await open();
    expect(title()).toBe(text.running.title);
    expect([outcome("register"), outcome("manifest"), outcome("vault")]).toEqual(["fine", "running", "waiting"]);
    fireEvent.click(part("cancel"));
    expect(called).toContain("cancel_rehearsal");
    await follow(nothingKept);
    expect(screen.getByText(text.stopped)).toBeDefined();
    expect(part("try-practice")).toBeDefined();
    await follow(running);
    expect(part("cancel").textContent).toBe(text.running.stop);
  });

  it("is followed live, to its end", async () => {
    rustAnswers({});
    await open();
    await follow(running);
    expect(outcome("manifest")).toBe("running");
    await follow({ ...running, running: { mistake: null, steps: reports.slice(0, 3), current: "vault" } });
    expect([outcome("manifest"), outcome("vault")]).toEqual(["fine", "running"]);
    await follow({ ...nothingKept, rehearsal: passed });
    expect(title()).toBe(text.finished.passed);
    expect(focused()).toBe(true);
  });

  it("does not take a person to another page", async () => {
    rustAnswers({});
    await open();
    fireEvent.click(part("page-token"));
    await follow(running);
    expect(part("page-token").getAttribute("aria-current")).toBe("page");
    await follow({ ...nothingKept, rehearsal: passed });
    expect(part("token-verdict").textContent).toContain(goodToken.verdict);
  });

  it("is shown where the window asked for one and was refused", async () => {
    let kept = nothingKept;
    const busy: AppError = { code: "busy", message: "a rehearsal runs already", hint: "wait for it" };
    rustAnswers({ rehearse: { rejects: busy }, opening: () => Promise.resolve(kept) });
    await open();
    kept = running;
    fireEvent.click(part("try-practice"));
    await waitFor(() => expect(outcome("manifest")).toBe("running"));
    fireEvent.click(part("cancel"));
    await follow({ ...nothingKept, rehearsal: failed });
    expect(part("try-practice")).toBeDefined();
  });

  it("that cannot be stopped says why", async () => {
    rustAnswers({ opening: running, cancel_rehearsal: { rejects: "not allowed" } });
    await open();
    fireEvent.click(part("cancel"));
    expect((await screen.findByTestId("failure")).textContent).toContain(text.running.notStopped);
    expect(part("cancel").textContent).toBe(text.running.stop);
  });
});

describe("an error after a success", () => {
  it("is what the overview says, with the answer before under it", async () => {
    rustAnswers({ opening: { ...nothingKept, rehearsal: passed } });
    await open();
    await show({ ...nothingKept, rehearsal_error: ports });
    expect(title()).toBe("No port is free");
    expect(part("failure-hint").textContent).toBe("Stop the other program.");
    expect(part("failure").textContent?.endsWith(ports.code)).toBe(true);
    expect(screen.getByText(text.before(text.finished.passed))).toBeDefined();
    expect(part("graph-answer").textContent).toContain("Adele Vance");
    expectOrder();
  });

  it("is told by Rust without an answer before, too", async () => {
    rustAnswers({ opening: { ...nothingKept, rehearsal_error: ports } });
    await open();
    expect(part("failure-code").textContent).toBe(ports.code);
  });

  it.each([cancelled, ports])("keeps the answer before when the window's own rehearsal rejects: $code", async (error) => {
    rustAnswers({ opening: { ...nothingKept, rehearsal: passed }, rehearse: { rejects: error } });
    await open();
    fireEvent.click(part("try-practice"));
    await screen.findByText(text.before(text.finished.passed));
    expect(title()).not.toBe(text.finished.passed);
    expect(screen.queryByTestId("failure") === null).toBe(error === cancelled);
    expect(part("graph-answer")).toBeDefined();
  });

  it("keeps saying that it was stopped when Rust tells the end with the answer before", async () => {
    const kept = { ...nothingKept, rehearsal: passed };
    rustAnswers({ opening: kept, rehearse: { rejects: cancelled } });
    await open();
    fireEvent.click(part("try-practice"));
    await screen.findByText(text.stopped);
    await follow({ ...running, rehearsal: passed });
    await follow(kept);
    expect(screen.getByText(text.stopped)).toBeDefined();
    expect(part("graph-answer")).toBeDefined();
  });

  it("is what the token page says, with the token before under it", async () => {
    rustAnswers({ opening: { ...nothingKept, page: "token", token: copied(goodToken) } });
    await open();
    expect(title()).toBe(goodToken.verdict);
    await show({ ...nothingKept, page: "token", token_error: noToken });
    expect(title()).toBe("No token in it");
    expect(part("failure").textContent?.endsWith(noToken.code)).toBe(true);
    expect(part("token-verdict").textContent).toBe(tokenText.before(goodToken.verdict));
    expectOrder();
    await show({ ...nothingKept, page: "token", token: copied(badToken) });
    expect(screen.queryByTestId("failure")).toBeNull();
  });
});

describe("the last token", () => {
  const rows: [string, Opening, string][] = [
    ["the inspected one after a rehearsal", { ...nothingKept, page: "token", rehearsal: passed, token: copied(badToken) }, badToken.verdict],
    ["the rehearsal's after an inspected one", { ...nothingKept, rehearsal: passed, token: copied(badToken) }, goodToken.verdict],
    ["the inspected one where the rehearsal got none", { ...nothingKept, rehearsal: { ...failed, token: null }, token: copied(badToken) }, badToken.verdict],
  ];

  it.each(rows)("is %s", async (_, opening, verdict) => {
    rustAnswers({ opening });
    await open();
    fireEvent.click(part("page-token"));
    expect(title()).toBe(verdict);
  });

  it("stays the one inspected here while an older rehearsal is told again", async () => {
    rustAnswers({ opening: { ...nothingKept, rehearsal: passed }, inspect_clipboard: copied(badToken) });
    await open();
    fireEvent.click(part("page-token"));
    fireEvent.click(part("inspect"));
    await waitFor(() => expect(title()).toBe(badToken.verdict));
    await follow({ ...running, rehearsal: passed });
    await follow({ ...nothingKept, rehearsal: passed, rehearsal_error: null });
    expect(title()).toBe(badToken.verdict);
  });

  it("has the focus on its title, the first one and each further one", async () => {
    const views = [goodToken, badToken, badToken].map((view) => copied(view));
    rustAnswers({ inspect_clipboard: () => Promise.resolve(views.shift() ?? copied(goodToken)) });
    await open();
    fireEvent.click(part("page-token"));
    for (let left = views.length; left > 0; left -= 1) {
      const before = part("page-title");
      act(() => part("inspect").focus());
      fireEvent.click(part("inspect"));
      await waitFor(() => expect(part("page-title")).not.toBe(before));
      expect(focused()).toBe(true);
      expectOrder();
    }
  });

  it("has headings in order in the overview as well", async () => {
    rustAnswers({ opening: { ...nothingKept, rehearsal: passed } });
    await open();
    expectOrder();
  });
});

describe("what to open with", () => {
  it("is asked for once every listener is there", async () => {
    const called: string[] = [];
    const attached: (() => void)[] = [];
    mockIPC((name) => {
      called.push(name);
      if (name === "plugin:event|listen") {
        return new Promise((resolve) => attached.push(() => resolve(attached.length)));
      }
      return fresh[name as keyof Answers] ?? null;
    });
    render(<App />);
    await waitFor(() => expect(attached).toHaveLength(4));
    await act(async () => attached[0]?.());
    expect(called).not.toContain("opening");
    await act(async () => attached.slice(1).forEach((attach) => attach()));
    expect(called).toContain("opening");
    expect(title()).toBe(text.first.title);
  });

  it("is asked for where nothing can be listened to", async () => {
    mockIPC((name) => {
      if (name.startsWith("plugin:event")) {
        throw new Error("not allowed");
      }
      return name === "opening" ? { ...nothingKept, rehearsal: passed } : (fresh[name as keyof Answers] ?? null);
    });
    await open();
    expect(title()).toBe(text.finished.passed);
  });

  it("does not undo an event that came before it", async () => {
    let answer: (opening: Opening) => void = () => undefined;
    rustAnswers({ opening: () => new Promise((resolve) => (answer = resolve)) });
    render(<App />);
    await act(async () => undefined);
    await follow({ ...nothingKept, rehearsal: passed });
    await act(async () => answer(running));
    expect(title()).toBe(text.finished.passed);
  });
});
