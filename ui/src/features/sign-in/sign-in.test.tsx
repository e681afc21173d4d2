import { emit } from "@tauri-apps/api/event";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeAll, describe, expect, it } from "vitest";

import type { AppError } from "../../ipc/bindings/AppError";
import type { SignInAsked } from "../../ipc/bindings/SignInAsked";
import type { SignInEvent } from "../../ipc/bindings/SignInEvent";
import type { SignedInView } from "../../ipc/bindings/SignedInView";
import { account, addIn, signInPage, signedIn } from "../../test/flows";
import { type Answers, rustAnswers } from "../../test/rust";
import { badToken, copied, freshStatus, goodToken, nothingKept } from "../../test/views";
import { open, part, partIfThere, title } from "../../test/window";
import { signIn as text } from "../../text/sign-in";
import { waysOfSignIn } from "./ways";

/** A sign-in that a test leads: what was asked, what it hears, how it ends. */
function led() {
  const told: { asked: SignInAsked | null; hear: (event: SignInEvent) => void } = { asked: null, hear: () => undefined };
  let settle: { resolve: (view: SignedInView) => void; reject: (error: AppError) => void };
  const sign_in: Answers["sign_in"] = ({ asked, events }) => {
    told.asked = asked;
    told.hear = (event) => events.onmessage(event);
    return new Promise<SignedInView>((resolve, reject) => {
      settle = { resolve, reject };
    });
  };
  return {
    told,
    sign_in,
    hear: (event: SignInEvent) => act(() => told.hear(event)),
    end: (view: SignedInView) => act(async () => settle.resolve(view)),
    fail: (error: AppError) => act(async () => settle.reject(error)),
  };
}

// Loaded once: the first time takes longer than a part is waited for.
beforeAll(async () => {
  await import("./SignInPage");
}, 30_000);

async function openPage() {
  await open();
  fireEvent.click(part("page-sign-in"));
  await waitFor(() => part("sign-in"));
}

describe("a sign-in in the browser", () => {
  it("shows each step with the address, and ends with the next ones", async () => {
    const { told, sign_in, hear, end } = led();
    rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    expect([title(), told.asked?.way]).toEqual([text.title.browser, "browser"]);
    expect(part("sign-in-listening").dataset["outcome"]).toBe("running");

    await hear({ event: "page", url: signInPage });
    expect(part("sign-in-listening").textContent).toContain("http://localhost:51724, this computer only");
    expect(part("sign-in-waiting").dataset["outcome"]).toBe("running");
    expect((part("sign-in-url") as HTMLInputElement).value).toBe(signInPage);
    const waiting = part("sign-in-waiting").textContent ?? "";
    expect(waiting).toMatch(/(5:00|4:59) left/);
    expect(waiting).toContain(addIn.scope);
    expect(waiting).not.toContain("openid");

    const outcomes = () => ["sign-in-waiting", "sign-in-exchange", "sign-in-check"].map((step) => part(step).dataset["outcome"]);
    await hear({ event: "exchanging" });
    expect(outcomes()).toEqual(["fine", "running", "waiting"]);
    expect(partIfThere("sign-in-url")).toBeNull();
    await hear({ event: "checking" });
    expect([part("sign-in-exchange"), part("sign-in-check")].map((step) => step.dataset["outcome"])).toEqual(["fine", "running"]);
    await end(signedIn);
    expect(title()).toBe(text.title.done("Adele Vance"));
    expect(document.activeElement?.textContent).toBe(title());
    fireEvent.click(part("see-token"));
    expect(part("page-token").getAttribute("aria-current")).toBe("page");
  });

  it("leads to its own token, also after another one was looked at", async () => {
    const { sign_in, end } = led();
    rustAnswers({
      add_in: addIn,
      sign_in,
      check_token: copied(badToken, { from: "pasted" }),
      status: { ...freshStatus, token: { issued: goodToken.issued ?? "", expires: goodToken.expires ?? "" } },
    });
    await openPage();
    fireEvent.click(part("sign-in"));
    await act(() => emit("token", { ...nothingKept, page: "token", token: copied(goodToken, { from: "sign-in" }) }));
    await end(signedIn);
    const pastes = async () => {
      await act(() => {
        const event = new Event("paste", { bubbles: true });
        Object.assign(event, { clipboardData: { getData: () => "eyJ0eXAiOiJKV1Qi.eyJzdWIiOiJhIn0.c2ln" } });
        document.body.dispatchEvent(event);
      });
      fireEvent.click(part("notice-take"));
      await waitFor(() => expect(title()).toBe(badToken.verdict));
    };
    await pastes();
    fireEvent.click(part("page-sign-in"));
    fireEvent.click(part("see-token"));
    await waitFor(() => expect(title()).toBe(goodToken.verdict));
    // The time in the top bar is its own, too.
    await pastes();
    fireEvent.click(part("token-left"));
    await waitFor(() => expect(title()).toBe(goodToken.verdict));
  });

  it("says what the browser may show where nothing comes back, and that no browser started", async () => {
    const { sign_in, hear } = led();
    rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    await hear({ event: "page", url: signInPage });
    await hear({ event: "browser-not-started" });
    expect(part("sign-in-opened").textContent).toContain(text.steps.notOpenedHow);
    const perhaps = [{ code: "AADSTS50011", meaning: "the redirect URI is another", sent: "redirect URI http://localhost", fix: ["add it"] }];
    await hear({ event: "nothing-came-back", perhaps });
    const told = part("nothing-came-back").textContent;
    for (const words of ["The redirect URI is another.", "AADSTS50011", "redirect URI http://localhost", "Add it."]) {
      expect(told).toContain(words);
    }
  });

  it("leads from what the browser may show to where it is put right", async () => {
    const { sign_in, hear } = led();
    rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    await hear({ event: "page", url: signInPage });
    const perhaps = [{ code: "AADSTS50011", meaning: "the redirect URI is another", sent: "http://localhost", fix: ["add it"] }];
    await hear({ event: "nothing-came-back", perhaps });
    fireEvent.click(part("never-AADSTS50011"));
    expect(part("page-register").getAttribute("aria-current")).toBe("page");
  });

  it("that was not tried says nothing about the setup", async () => {
    const { sign_in, fail } = led();
    rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    await fail({ code: "host-not-found", message: "login.microsoftonline.com has no address", hint: "connect" });
    expect(part("failure").textContent).toContain(text.nothingAboutSetUp);
    expect(partIfThere("sign-in-fix")).toBeNull();
  });

  it("is stopped, and leaves nothing", async () => {
    const { sign_in, hear, fail } = led();
    const called = rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    await hear({ event: "page", url: signInPage });
    fireEvent.click(part("sign-in-cancel"));
    expect(called).toContain("cancel");
    await fail({ code: "cancelled", message: "the sign-in was cancelled", hint: null });
    expect([title(), partIfThere("failure")]).toEqual([text.title.idle, null]);
  });

  it("is not begun a second time while it runs", async () => {
    const { told, sign_in, hear, end } = led();
    const called = rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    await hear({ event: "page", url: signInPage });
    told.asked = null;
    fireEvent.keyDown(window, { key: "k", ctrlKey: true });
    const search = await screen.findByTestId("palette-search");
    fireEvent.change(search, { target: { value: "sign in" } });
    // The action, below the page.
    fireEvent.keyDown(search, { key: "ArrowDown" });
    await act(async () => fireEvent.keyDown(search, { key: "Enter" }));
    expect([told.asked, called.filter((name) => name === "sign_in").length]).toEqual([null, 1]);
    expect((part("sign-in-url") as HTMLInputElement).value).toBe(signInPage);
    await end(signedIn);
    expect(title()).toBe(text.title.done("Adele Vance"));
  });

  it("of another cloud is told no more", async () => {
    const { sign_in, end } = led();
    const called = rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    await end(signedIn);
    const before = called.filter((name) => name === "add_in").length;
    await act(() => emit("status", { ...freshStatus, environment: { cloud: "us-gov", name: "US Government GCC High", tenant: null } }));
    expect(title()).toBe(text.title.idle);
    await waitFor(() => expect(called.filter((name) => name === "add_in").length).toBe(before + 1));
  });

  it("is tried again as it was asked", async () => {
    const { told, sign_in, fail } = led();
    rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    told.asked = null;
    await fail({ code: "AADSTS50105", message: "the user is not assigned. Only those that are may sign in", hint: "assign them" });
    expect(title()).toBe("The user is not assigned");
    expect(part("failure-code").textContent).toBe("AADSTS50105");
    fireEvent.click(part("sign-in-retry"));
    expect(told.asked).toMatchObject({ way: "browser", scopes: [] });
  });

  it("says that nothing is kept where there is no keyring", async () => {
    const { sign_in, end } = led();
    rustAnswers({ add_in: addIn, sign_in });
    await openPage();
    fireEvent.click(part("sign-in"));
    await end({ ...signedIn, kept: { state: "nowhere", why: { code: "keyring-absent", message: "there is no keyring", hint: "install one" } } });
    expect(part("not-kept").textContent).toContain("There is no keyring. Install one.");
  });
});

it("shows a device code whole, with how long it is good", async () => {
  const { told, sign_in, hear } = led();
  const called = rustAnswers({ add_in: addIn, sign_in });
  await openPage();
  fireEvent.click(part("device-start"));
  expect(told.asked?.way).toBe("device-code");
  await hear({ event: "device-code", user_code: "F7QK3MZXB", verification_uri: "https://microsoft.com/devicelogin", expires_in_seconds: 900, message: null });
  expect(part("device-code").textContent).toBe("F7QK3MZXB");
  expect(part("device-left").textContent).toMatch(/1[45]:\d\d/);
  fireEvent.click(part("copy-code"));
  expect(called).toContain("copy");
  await hear({ event: "countdown", seconds: 130 });
  expect(part("device-left").textContent).toMatch(/2:(10|09)/);
});

describe("those who signed in before", () => {
  const accounts = [account("adelev@contoso.com"), account("meganb@contoso.com", "0f0c1f8e-1111-4e86-a2d9-60c48b19f7e2")];

  it("sign in again without a browser", async () => {
    const asked: (string | null)[] = [];
    rustAnswers({
      add_in: { ...addIn, accounts },
      sign_in_again: (input) => {
        asked.push(input.account);
        return Promise.resolve(signedIn);
      },
    });
    await openPage();
    fireEvent.click(screen.getByRole("button", { name: text.accounts.againAs("meganb@contoso.com") }));
    await waitFor(() => expect(title()).toBe(text.title.done("Adele Vance")));
    expect(asked).toEqual([`${accounts[1]?.tenant_id}.${accounts[1]?.object_id}`]);
  });

  it("sign out, one or all", async () => {
    const asked: (string | null)[] = [];
    let left = accounts;
    rustAnswers({
      add_in: () => Promise.resolve({ ...addIn, accounts: left }),
      sign_out: (input) => {
        asked.push(input.account);
        left = input.account === null ? [] : left.slice(1);
        return Promise.resolve({ forgotten: [accounts[0]!] });
      },
    });
    await openPage();
    fireEvent.click(await screen.findByRole("button", { name: text.accounts.signOutOf("adelev@contoso.com") }));
    await waitFor(() => expect(part("signed-out").textContent).toContain("Signed out: adelev@contoso.com."));
    await waitFor(() => expect(part("accounts").querySelectorAll("li")).toHaveLength(1));
    expect(partIfThere("sign-out-all")).toBeNull();
    left = accounts;
    await act(async () => fireEvent.click(part("page-overview")));
    await act(async () => fireEvent.click(part("page-sign-in")));
    await waitFor(() => expect(part("accounts").querySelectorAll("li")).toHaveLength(2));
    expect(part("signed-out").textContent).toBe("");
    expect(asked[0]).toContain(accounts[0]?.object_id);
  });
});

describe("a sign-out", () => {
  const accounts = [account("adelev@contoso.com")];
  it("tells of a locked keyring, and is stopped", async () => {
    let refuse: (error: AppError) => void = () => undefined;
    const called = rustAnswers({
      add_in: { ...addIn, accounts },
      sign_out: ({ events }) => {
        events.onmessage({ event: "keyring-locked", seconds: 60 });
        return new Promise((_, reject) => {
          refuse = reject;
        });
      },
    });
    await openPage();
    fireEvent.click(await screen.findByTestId("account-sign-out"));
    await waitFor(() => expect(part("signed-out").textContent).toBe(text.steps.locked));
    fireEvent.click(part("sign-out-stop"));
    expect(called).toContain("cancel");
    await act(async () => refuse({ code: "cancelled", message: "the sign-out was cancelled", hint: null }));
    expect([part("signed-out").textContent, partIfThere("failure")]).toEqual(["", null]);
  });

  it("of the only one is told where nobody is left", async () => {
    let left = accounts;
    rustAnswers({
      add_in: () => Promise.resolve({ ...addIn, accounts: left }),
      sign_out: () => {
        left = [];
        return Promise.resolve({ forgotten: accounts });
      },
    });
    await openPage();
    fireEvent.click(await screen.findByTestId("account-sign-out"));
    await waitFor(() => expect(partIfThere("accounts")).toBeNull());
    expect(part("signed-out").textContent).toContain("Signed out: adelev@contoso.com.");
  });
});

it("folds many accounts, and finds one of them", async () => {
  const accounts = Array.from({ length: 100 }, (_, at) => account(`user-${at}@contoso.com`, `0f0c1f8e-1111-4e86-a2d9-60c48b19f${at + 100}`));
  rustAnswers({ add_in: { ...addIn, accounts } });
  await openPage();
  const rows = () => part("accounts").querySelectorAll("li").length;
  await waitFor(() => expect(rows()).toBe(6));
  fireEvent.change(part("account-find"), { target: { value: "USER-77" } });
  expect(rows()).toBe(1);
  fireEvent.change(part("account-find"), { target: { value: "" } });
  fireEvent.click(part("all-accounts"));
  expect(rows()).toBe(100);
});

it.each([
  ["AADSTS50011", ["redirect-uri-mobile-and-desktop"]],
  ["AADSTS7000218", ["allow-public-client-flows"]],
  ["AADSTS700016", ["application-client-id", "directory-tenant-id"]],
  ["AADSTS90002", ["directory-tenant-id"]],
  ["AADSTS50105", ["assignment-required"]],
  ["sign-in-timed-out", ["redirect-uri-mobile-and-desktop", "application-client-id", "directory-tenant-id"]],
  ["AADSTS50126", []],
  ["host-not-found", []],
])("%s is put right in the registration", (code, rows) => {
  expect(waysOfSignIn(code).map(({ errand }) => "id" in errand && errand.id)).toEqual(rows);
});

it("hands an error of the browser to Diagnose, and an add-in's token to its page", async () => {
  const called = rustAnswers({ add_in: addIn });
  await openPage();
  fireEvent.change(part("browser-error"), { target: { value: "AADSTS50011: no" } });
  fireEvent.click(part("browser-error-diagnose"));
  expect(part("page-diagnose").getAttribute("aria-current")).toBe("page");
  fireEvent.click(part("page-sign-in"));
  // Whoever pasted an address has its code in it.
  expect((part("browser-error") as HTMLTextAreaElement).value).toBe("");
  expect(part("add-in-line").textContent).toContain("OfficeRuntime.auth.getAccessToken({allowSignInPrompt:true})");
  fireEvent.click(part("sign-in-inspect"));
  await waitFor(() => expect(called).toContain("inspect_clipboard"));
  expect(part("page-token").getAttribute("aria-current")).toBe("page");
});

it("leads to Register where nobody knows the add-in", async () => {
  rustAnswers({ add_in: { rejects: { code: "fact-missing", message: "the client ID is not known", hint: null } } });
  await open();
  fireEvent.click(part("page-sign-in"));
  fireEvent.click(await screen.findByTestId("set-up"));
  expect(part("page-register").getAttribute("aria-current")).toBe("page");
});
