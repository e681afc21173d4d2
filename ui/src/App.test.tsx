import type { Channel } from "@tauri-apps/api/core";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { AppError } from "./ipc/bindings/AppError";
import type { Mistake } from "./ipc/bindings/Mistake";
import type { RehearsalView } from "./ipc/bindings/RehearsalView";
import type { RehearseEvent } from "./ipc/bindings/RehearseEvent";
import { type Answers, rustAnswers } from "./test/rust";
import { badToken, failed, freshStatus, goodToken, nothingKept, passed, practiceStatus, reports, wrongSecret } from "./test/views";
import { open, outcome, part, show, title } from "./test/window";
import { overview as text } from "./text/overview";
import { shell } from "./text/shell";
import { token as tokenText } from "./text/token";


/** A rehearsal whose progress and end the test decides. */
function heldRehearsal() {
  let events: Channel<RehearseEvent> | undefined;
  let finish: (view: RehearsalView) => void = () => undefined;
  let reject: (error: AppError) => void = () => undefined;
  const mistakes: (Mistake | null)[] = [];
  const rehearse: Answers["rehearse"] = (asked) => {
    mistakes.push(asked.mistake);
    events = asked.events;
    return new Promise((resolve, fail) => {
      finish = resolve;
      reject = fail;
    });
  };
  return {
    rehearse,
    mistakes,
    report: (event: RehearseEvent) => act(() => events?.onmessage(event)),
    finish: (view: RehearsalView) => act(async () => finish(view)),
    reject: (error: AppError) => act(async () => reject(error)),
  };
}

it("keeps its own box to itself: a tooltip must not cover the window", async () => {
  rustAnswers({});
  await open();
  fireEvent.focus(part("page-overview"));
  expect(document.querySelectorAll(".app")).toHaveLength(1);
  expect(document.querySelector(".fui-FluentProvider")?.classList.contains("app")).toBe(false);
});

describe("the first run", () => {
  it("says what Hallpass is for and what to begin with", async () => {
    rustAnswers({});
    await open();
    expect(title()).toBe(text.first.title);
    expect(part("try-practice").textContent).toContain(text.first.practice);
    expect(part("try-wrong-secret")).toBeDefined();
    expect(await screen.findByText(shell.version("1.2.3"))).toBeDefined();
  });

  it("says on every page of practice that nothing reaches Microsoft", async () => {
    rustAnswers({ status: practiceStatus });
    await open();
    expect(screen.getByText(shell.nothingReal)).toBeDefined();
    fireEvent.click(part("page-token"));
    expect(screen.getByText(shell.nothingReal)).toBeDefined();
  });

  it("does not say it of the real thing", async () => {
    rustAnswers({});
    await open();
    expect(screen.queryByText(shell.nothingReal)).toBeNull();
  });

  it("has a page behind each name of the rail", async () => {
    rustAnswers({});
    await open();
    const rail = within(screen.getByRole("navigation"));
    expect(rail.getAllByRole("listitem")).toHaveLength(5);
    for (const button of rail.getAllByRole("button")) {
      fireEvent.click(button);
      expect(button.getAttribute("aria-current")).toBe("page");
      await waitFor(() => expect(title()).not.toBe(""));
    }
  });

  it("shows how each step of the journey is, and why where it is not fine", async () => {
    const says = "Wrong port in Resource";
    const steps = freshStatus.steps.map((each) => (each.step === "manifest" ? { ...each, state: "fail" as const, says } : each));
    rustAnswers({ status: { ...freshStatus, steps } });
    await open();
    expect(part("page-manifest").dataset["outcome"]).toBe("fail");
    expect(part("page-manifest").textContent).toContain(says);
  });

  it("shows where the practice tenant answers when the app was started with it", async () => {
    const addresses = { authority: "https://localhost:47443/", http_authority: "http://localhost:47080/", ca_file: "/ca.pem" };
    rustAnswers({ practice: addresses });
    await open();
    const practice = within(await screen.findByRole("region", { name: text.practice.title }));
    for (const value of Object.values(addresses)) {
      expect(practice.getByText(value)).toBeDefined();
    }
  });

  it("says why the practice tenant is not running", async () => {
    rustAnswers({ practice: { rejects: { code: "practice-ports", message: "no port is free", hint: "stop the other" } } });
    await open();
    expect((await screen.findByTestId("failure")).textContent).toContain("No port is free");
    expect(part("failure-hint").textContent).toBe("Stop the other.");
    expect(part("failure-code").textContent).toBe("practice-ports");
  });
});

describe("a rehearsal", () => {
  it("shows each step as it begins and ends", async () => {
    const held = heldRehearsal();
    rustAnswers({ rehearse: held.rehearse });
    await open();
    fireEvent.click(part("try-practice"));
    expect(held.mistakes).toEqual([null]);
    expect(title()).toBe(text.running.title);
    expect(outcome("plan")).toBe("waiting");
    held.report({ event: "started", step: "plan" });
    expect(outcome("plan")).toBe("running");
    held.report({ event: "finished", step: "plan", outcome: "fine", detail: "a template", error: null });
    held.report({ event: "started", step: "register" });
    expect(outcome("plan")).toBe("fine");
    expect(part("step-plan").textContent).toContain("A template");
    expect(outcome("register")).toBe("running");
  });

  it("ends with the verdict as title, and with what each step made", async () => {
    const held = heldRehearsal();
    rustAnswers({ rehearse: held.rehearse });
    await open();
    fireEvent.click(part("try-practice"));
    await held.finish(passed);
    expect(title()).toBe(text.finished.passed);
    for (const { step } of reports) {
      expect(outcome(step)).toBe("fine");
    }
    expect(screen.queryByTestId("failure")).toBeNull();
    expect(part("graph-answer").textContent).toContain("Adele Vance");
    expect(part("token-verdict").textContent).toBe(goodToken.verdict);
    expect(within(part("token-claims")).getByText("app-id")).toBeDefined();
    const added = [...part("difference").querySelectorAll(".code-row-added")].map((row) => row.textContent);
    expect(added[0]).toContain("<WebApplicationInfo>");
  });

  it("moves the focus to the title, because the button is gone", async () => {
    const held = heldRehearsal();
    rustAnswers({ rehearse: held.rehearse });
    await open();
    fireEvent.click(part("try-practice"));
    expect(document.activeElement).toBe(part("page-title"));
    await held.finish(passed);
    expect(document.activeElement).toBe(part("page-title"));
  });

  it("with a wrong secret says the cause, the fix, and the code last", async () => {
    const held = heldRehearsal();
    rustAnswers({ rehearse: held.rehearse });
    await open();
    fireEvent.click(part("try-wrong-secret"));
    expect(held.mistakes).toEqual(["wrong-secret"]);
    await held.finish(failed);
    expect(title()).toBe("The client secret is not one of this app's");
    expect(outcome("on-behalf-of")).toBe("fail");
    expect(outcome("graph")).toBe("waiting");
    const failure = part("failure");
    expect(failure.textContent).toContain("The secret's ID was sent instead of its value.");
    expect(part("failure-hint").textContent).toBe(`${wrongSecret.hint}.`);
    expect(failure.textContent?.endsWith(wrongSecret.code)).toBe(true);
    expect(screen.queryByTestId("graph-answer")).toBeNull();
  });

  it("can be stopped, and begun again", async () => {
    const held = heldRehearsal();
    const called = rustAnswers({ rehearse: held.rehearse });
    await open();
    fireEvent.click(part("try-practice"));
    fireEvent.click(part("cancel"));
    expect(called).toContain("cancel_rehearsal");
    expect(part("cancel").textContent).toBe(text.running.stopping);
    await held.reject({ code: "cancelled", message: "the rehearsal was cancelled", hint: null });
    expect(screen.getByText(text.stopped)).toBeDefined();
    expect(screen.queryByTestId("failure")).toBeNull();
    fireEvent.click(part("try-practice"));
    expect(held.mistakes).toHaveLength(2);
  });

  it("that could not run is no verdict about the setup", async () => {
    rustAnswers({ rehearse: { rejects: { code: "busy", message: "a rehearsal runs already", hint: "wait for it" } } });
    await open();
    fireEvent.click(part("try-practice"));
    const failure = await screen.findByTestId("failure");
    expect(failure.textContent).toContain("A rehearsal runs already");
    expect(failure.textContent).toContain(text.couldNot.nothing);
    expect(part("try-practice")).toBeDefined();
  });
});

describe("the token page", () => {
  it("says how to get a token when there is none", async () => {
    rustAnswers({});
    await open();
    fireEvent.click(part("page-token"));
    expect(screen.getByText(tokenText.empty.title)).toBeDefined();
  });

  it("opens a failing check with its evidence and folds a passing one", async () => {
    rustAnswers({ inspect_clipboard: badToken });
    await open();
    fireEvent.click(part("page-token"));
    fireEvent.click(part("inspect"));
    await waitFor(() => expect(title()).toBe(badToken.verdict));
    const failing = part("check-scope");
    for (const words of ["access-as-user", "access_as_user", "Rename it under Expose an API."]) {
      expect(failing.textContent).toContain(words);
    }
    expect(part("check-signature").textContent).not.toContain("The signature holds");
    fireEvent.click(within(part("check-signature")).getByRole("button"));
    expect(part("check-signature").textContent).toContain("The signature holds");
  });

  it("warns loudly where nothing was checked", async () => {
    const kind = "This is an ID token: no API may take it";
    const verdict = `${kind}. NOT VERIFIED: only read`;
    rustAnswers({ inspect_clipboard: { kind, verdict, verified: false, passed: false, checks: [], claims: [] } });
    await open();
    fireEvent.click(part("page-token"));
    fireEvent.click(part("inspect"));
    expect(await screen.findByText(tokenText.noChecks)).toBeDefined();
    expect(title()).toBe("This is an ID token");
    expect(part("token-verdict").textContent).toContain("NOT VERIFIED: only read");
  });

  it("keeps the last token when the clipboard holds none", async () => {
    rustAnswers({ inspect_clipboard: { rejects: { code: "token-absent", message: "no token in it", hint: null } } });
    await open();
    await show({ ...nothingKept, page: "token", rehearsal: null, token: goodToken });
    fireEvent.click(part("inspect"));
    expect((await screen.findByTestId("failure")).textContent).toContain("No token in it");
    expect(title()).toBe("No token in it");
    expect(part("token-verdict").textContent).toBe(tokenText.before(goodToken.verdict));
    expect(within(part("token-claims")).getByText("app-id")).toBeDefined();
  });

  it("shows the token of the last rehearsal", async () => {
    const held = heldRehearsal();
    rustAnswers({ rehearse: held.rehearse });
    await open();
    fireEvent.click(part("try-practice"));
    await held.finish(passed);
    fireEvent.click(part("page-token"));
    expect(title()).toBe(goodToken.verdict);
  });
});

describe("what the tray answered", () => {
  it("is shown when the window opens", async () => {
    rustAnswers({ opening: { ...nothingKept, rehearsal: failed } });
    await open();
    expect((await screen.findByTestId("failure-code")).textContent).toBe(wrongSecret.code);
  });

  it("does not take the place of a rehearsal that runs in the window", async () => {
    const held = heldRehearsal();
    rustAnswers({ rehearse: held.rehearse });
    await open();
    fireEvent.click(part("try-practice"));
    await show({ ...nothingKept, page: "overview", rehearsal: failed, token: null });
    expect(title()).toBe(text.running.title);
    expect(part("cancel")).toBeDefined();
  });

  it("is shown in a window that is open already", async () => {
    rustAnswers({});
    await open();
    await show({ ...nothingKept, page: "token", rehearsal: passed, token: badToken });
    expect(title()).toBe(badToken.verdict);
    await show({ ...nothingKept, page: "overview", rehearsal: passed, token: null });
    expect(title()).toBe(text.finished.passed);
  });
});
