import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, onTestFinished, vi } from "vitest";

import type { TokenView } from "../../ipc/bindings/TokenView";
import { rustAnswers } from "../../test/rust";
import { badToken, copied, goodToken, nothingKept } from "../../test/views";
import { open, part, partIfThere, show, title } from "../../test/window";
import { token as text } from "../../text/token";
import { report } from "./report";

const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const own: TokenView = {
  ...goodToken,
  issued: later(-600),
  expires: later(47 * 60 + 30),
  user: "Adele Vance",
  user_key: { tid: "tenant-1", oid: "user-1", sentence: "Store the user by tid and oid together: tenant-1 and user-1" },
};

async function opened(view: TokenView, more: Parameters<typeof copied>[1] = {}) {
  const token = copied(view, more);
  const called = rustAnswers({ opening: { ...nothingKept, page: "token", token } });
  await open();
  return called;
}

describe("the token of a sign-in", () => {
  it("says whose it is, since when, what is left of it, and by what its user is stored", async () => {
    await opened(own, { from: "sign-in", handle: "handle-1" });
    expect(part("token-verdict").textContent).toContain("For Adele Vance, issued ");
    expect(part("token-verdict").textContent).toContain(text.verified);
    expect(screen.getByRole("img", { name: "47 min left" })).toBeDefined();
    expect(part("user-key").textContent).toContain("tenant-1");
  });

  it("is copied in Rust, by its handle", async () => {
    const called = await opened(own, { from: "sign-in", handle: "handle-1" });
    fireEvent.click(part("token-more"));
    fireEvent.click(part("copy-token"));
    await waitFor(() => expect(part("copy-token-told").textContent).toBe(text.copyTokenTold));
    expect(called).toContain("copy_own_token");
    expect(called).not.toContain("copy");
  });

  it("gives way to the one in the clipboard", async () => {
    const called = await opened(own, { from: "sign-in", handle: "handle-1" });
    fireEvent.click(part("token-more"));
    fireEvent.click(part("inspect"));
    await waitFor(() => expect(called).toContain("inspect_clipboard"));
    expect(called).not.toContain("check_token");
  });

  it("is taken over from an event, and the page that is shown stays", async () => {
    rustAnswers({});
    await open();
    const { emit } = await import("@tauri-apps/api/event");
    await emit("token", { ...nothingKept, page: "token", token: copied(own, { from: "sign-in" }) });
    expect(part("page-overview").getAttribute("aria-current")).toBe("page");
    fireEvent.click(part("page-token"));
    expect(title()).toBe(own.verdict);
  });
});

it("boxes what differs, marks its claim, and leads to where it is put right", async () => {
  const claims = [...badToken.claims, { name: "scp", value: "access-as-user", meaning: "the scopes", display: null }];
  await opened({ ...badToken, claims });
  const marks = [...part("check-scope").querySelectorAll("mark")].map((mark) => mark.textContent);
  expect(marks).toEqual(["-", "-", "_", "_"]);
  expect(document.querySelector(".token-claim-fails")?.textContent).toContain("access-as-user");
  fireEvent.click(part("fix-scope"));
  expect(part("page-register").getAttribute("aria-current")).toBe("page");
});

it("is judged anew at its end, with the way to another one", async () => {
  const lifetime = { id: "lifetime", outcome: "pass" as const, detail: "60 min, 1 left", found: null, expected: null, fix: null };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const exp = { name: "exp", value: "1", meaning: "when it ends", display: "15:11:51 +01:00, in 1 min 30 s" };
  await opened({ ...own, checks: [...own.checks, lifetime], claims: [exp], expires: later(90) }, { from: "sign-in", handle: "handle-1" });
  expect(title()).toBe(own.verdict);
  expect(screen.getByRole("img", { name: /^1:(30|29) left$/ })).toBeDefined();
  // What a tick shows is shown when it is over: the next one begins then.
  await act(() => vi.advanceTimersByTimeAsync(91_000));
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(title()).toBe(text.ended.verdict);
  expect(part("check-lifetime").dataset["outcome"]).toBe("fail");
  expect(part("token-claims").textContent).not.toContain("in 1 min");
  fireEvent.click(part("token-more"));
  expect(partIfThere("copy-token")).toBeNull();
  fireEvent.click(part("fix-lifetime"));
  expect(part("page-sign-in").getAttribute("aria-current")).toBe("page");
});

it("that ended is judged so below a newer answer, too", async () => {
  const lifetime = { id: "lifetime", outcome: "pass" as const, detail: "60 min, 1 left", found: null, expected: null, fix: null };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  await opened({ ...own, checks: [...own.checks, lifetime], expires: later(-5) }, {});
  await act(async () => fireEvent.click(part("inspect")));
  expect(part("token-verdict").textContent).toBe(text.before(text.ended.verdict));
  expect(part("check-lifetime").dataset["outcome"]).toBe("fail");
});

it("says why nothing was verified", async () => {
  const verdict = "This is an access token. NOT VERIFIED: only read";
  const why = { code: "fact-missing", message: "the client ID is not known", hint: "give it" };
  await opened({ ...goodToken, verdict, verified: false, passed: false, checks: [] }, { unchecked: why });
  expect(part("failure").textContent).toContain("The client ID is not known.");
  expect(part("failure").textContent).toContain(text.uncheckedMore);
  expect(partIfThere("copy-token")).toBeNull();
  fireEvent.click(part("unchecked-fix"));
  expect(part("page-register").getAttribute("aria-current")).toBe("page");
});

it("shows the claims as JSON", async () => {
  await opened(goodToken);
  fireEvent.click(part("claims-as-json"));
  expect(part("token-json").textContent).toBe(goodToken.json);
});

it("has a part at a time in a narrow window", async () => {
  const wide = window.matchMedia;
  const narrow = (media: string) => ({ ...wide(media), matches: media.includes("899px") });
  const stubbed = vi.spyOn(window, "matchMedia").mockImplementation(narrow);
  onTestFinished(() => stubbed.mockRestore());
  await opened(goodToken);
  expect(partIfThere("token-claims")).toBeNull();
  fireEvent.click(part("token-tab-claims"));
  expect(part("token-claims").textContent).toContain("app-id");
  fireEvent.click(part("token-tab-json"));
  expect(part("token-json").textContent).toBe(goodToken.json);
});

it("folds what is not documented, with a way to all", async () => {
  const claims = Array.from({ length: 20 }, (_, at) => ({ name: `c${at}`, value: "v", meaning: "", display: null }));
  await opened({ ...goodToken, claims });
  expect(part("token-claims").querySelectorAll("tbody tr")).toHaveLength(12);
  fireEvent.click(screen.getByRole("button", { name: text.moreClaims(8) }));
  expect(part("token-claims").querySelectorAll("tbody tr")).toHaveLength(20);
});

it("takes a token that is pasted, and keeps nothing of it", async () => {
  const asked: string[] = [];
  rustAnswers({
    check_token: (input) => {
      asked.push(input.text);
      return Promise.resolve(copied(badToken, { from: "pasted" }));
    },
  });
  await open();
  fireEvent.click(part("page-token"));
  fireEvent.click(part("paste"));
  fireEvent.change(part("paste-field"), { target: { value: "ey.planted.token" } });
  fireEvent.click(part("paste-check"));
  await waitFor(() => expect(title()).toBe(badToken.verdict));
  expect(asked).toEqual(["ey.planted.token"]);
  expect(document.body.innerHTML).not.toContain("planted");
});

it("names a token that was checked for another profile", async () => {
  await opened(own, { profile: "fabrikam" });
  expect(part("token-verdict").textContent).toContain(text.otherProfile("fabrikam"));
});

describe("the report", () => {
  it("is seen before it is copied, without claims unless they are wanted", async () => {
    await opened({ ...badToken, claims: [{ name: "name", value: "Adele Vance", meaning: "", display: null }] });
    fireEvent.click(part("token-report-open"));
    expect(part("token-report").textContent).toContain("found: access-as-user");
    expect(part("token-report").textContent).not.toContain("Adele Vance");
    fireEvent.click(screen.getByRole("checkbox", { name: text.report.withClaims }));
    expect(part("token-report").textContent).toContain("name: Adele Vance");
  });

  it("names no value of a check that passes", () => {
    expect(report(goodToken, false)).not.toContain("app-id");
  });
});

it("stays while a rehearsal's token is the older one", async () => {
  await opened(goodToken);
  await show({ ...nothingKept, page: "token", token: copied(badToken) });
  expect(title()).toBe(badToken.verdict);
});
