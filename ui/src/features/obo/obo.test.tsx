import { emit } from "@tauri-apps/api/event";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeAll, describe, expect, it } from "vitest";

import type { AppError } from "../../ipc/bindings/AppError";
import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import type { OnBehalfOfAsked } from "../../ipc/bindings/OnBehalfOfAsked";
import { addIn, before, exchanged, foreseen, requests } from "../../test/flows";
import { type Answers, rustAnswers } from "../../test/rust";
import { copied, freshStatus, goodToken, nothingKept } from "../../test/views";
import { open, part, partIfThere, title } from "../../test/window";
import { onBehalfOf as text } from "../../text/on-behalf-of";
import { callOf, covered } from "./choice";

function answering(...views: ExchangeView[]) {
  const asked: OnBehalfOfAsked[] = [];
  const exchange: Answers["exchange"] = (input) => {
    asked.push(input.asked);
    return Promise.resolve(views.length > 1 ? (views.shift() ?? exchanged) : (views[0] ?? exchanged));
  };
  return { asked, exchange };
}

// Loaded once: the first time takes longer than a part is waited for.
beforeAll(async () => {
  await import("./OnBehalfOfPage");
}, 30_000);

async function openPage(answers: Partial<Answers> = {}) {
  const called = rustAnswers({ add_in: addIn, before_on_behalf_of: before, ...answers });
  await open();
  fireEvent.click(part("page-on-behalf-of"));
  await waitFor(() => part("credential"));
  return called;
}

const refusedWith = (failure: AppError, more: Partial<ExchangeView["outcome"]> = {}): ExchangeView => ({
  ...exchanged,
  outcome: { ...exchanged.outcome, granted: [], graph: [], ...more },
  failure,
  requests: requests.slice(0, 1).map((request) => ({ ...request, status: 400 })),
});
const refusal = (error: AppError) => ({
  error,
  oauth_error: "invalid_grant",
  retry_after: null,
  suberror: null,
  claims: null,
  trace_id: null,
  correlation_id: null,
  timestamp: null,
  next: [],
});

describe("before the call", () => {
  it("shows the secret by its hint, and that it ends soon", async () => {
    await openPage();
    expect(part("credential").textContent).toContain("abc••••");
    expect(part("credential").textContent).toContain("Ends in 9 days, 26 March");
  });

  it("shows each point with its outcome, and what nobody read as not read", async () => {
    await openPage({ foresee: foreseen({ consent: "not-read", "secret-shape": "fail" }) });
    await waitFor(() => expect(part("foreseen-consent").textContent).toContain(text.before.notRead));
    expect(part("foreseen-secret-shape").dataset["outcome"]).toBe("fail");
    expect(part("foreseen").textContent).toContain(text.before.fails(1));
  });

  it("is not clear while a point was not read", async () => {
    await openPage({ foresee: foreseen({ consent: "not-read" }) });
    await waitFor(() => expect(part("foreseen").textContent).toContain(text.before.unknown(1)));
    expect(part("foreseen").textContent).not.toContain(text.before.clear);
  });

  it("has no green point while there is no token", async () => {
    await openPage({ foresee: null });
    const rows = [...part("foreseen").querySelectorAll<HTMLElement>("li")];
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every((row) => row.dataset["outcome"] === "not-read")).toBe(true);
  });

  it("says that there is no token only where there is none", async () => {
    await openPage({ foresee: null });
    await waitFor(() => expect(part("foreseen").textContent).toContain(text.before.noToken));
  });

  it("knows of a token although another one was looked at last", async () => {
    await openPage({ foresee: foreseen({}), opening: { ...nothingKept, token: copied(goodToken, { from: "pasted" }) } });
    await waitFor(() => expect(part("foreseen-token-audience").dataset["outcome"]).toBe("fine"));
    expect(part("foreseen").textContent).not.toContain(text.before.noToken);
  });

  it("offers the permission that a call needs", async () => {
    const { asked, exchange } = answering();
    await openPage({ exchange });
    fireEvent.change(part("obo-call"), { target: { value: "/me/messages" } });
    fireEvent.click(part("obo-add-scope"));
    expect(part("scope-Mail.Read").getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(part("scope-.default"));
    fireEvent.click(part("obo-run"));
    await waitFor(() => expect(asked).toEqual([{ scopes: [], call: "/me/messages", account: null, send_anyway: false }]));
  });
});

describe("an exchange", () => {
  it("says who answered, and shows each request with its answer, masked", async () => {
    const called = await openPage(answering());
    fireEvent.click(part("obo-run"));
    await waitFor(() => expect(title()).toBe(text.works("Adele Vance")));
    expect(part("obo-verdict").textContent).toContain("Two requests, 543 ms");
    expect(part("messages").textContent).toContain("••••••");
    fireEvent.click(part("arrow-graph"));
    expect(part("messages").textContent).toContain("r-1");
    expect(part("arrow-graph").getAttribute("aria-pressed")).toBe("true");
    expect(part("graph-json").textContent).toContain('"displayName": "Adele Vance"');
    fireEvent.click(part("obo-curl"));
    expect(called).toContain("copy");
  });

  it("that is wanted before the choices are read waits for them", async () => {
    let know: (view: typeof before) => void = () => undefined;
    const { asked, exchange } = answering();
    rustAnswers({ add_in: addIn, before_on_behalf_of: () => new Promise((answer) => (know = answer)), exchange });
    await open();
    fireEvent.click(part("page-on-behalf-of"));
    await waitFor(() => part("obo-run"));
    fireEvent.click(part("obo-run"));
    expect(asked).toEqual([]);
    await act(async () => know(before));
    await waitFor(() => expect(asked.map(({ scopes }) => scopes)).toEqual([["User.Read"]]));
  });

  it("of another cloud is told no more", async () => {
    const called = await openPage(answering());
    fireEvent.click(part("obo-run"));
    await waitFor(() => expect(title()).toBe(text.works("Adele Vance")));
    const before = called.filter((name) => name === "before_on_behalf_of").length;
    await act(() => emit("status", { ...freshStatus, environment: { cloud: "us-gov", name: "US Government GCC High", tenant: null } }));
    expect([title(), partIfThere("graph-answer")]).toEqual([text.title, null]);
    await waitFor(() => expect(called.filter((name) => name === "before_on_behalf_of").length).toBe(before + 1));
  });

  it("is walked through by the keyboard", async () => {
    await openPage(answering());
    fireEvent.click(part("obo-run"));
    await waitFor(() => part("arrow-entra"));
    fireEvent.keyDown(part("arrow-entra"), { key: "ArrowDown" });
    expect(document.activeElement).toBe(part("arrow-graph"));
  });

  it("tells what it does, and is stopped", async () => {
    let reject: (error: AppError) => void = () => undefined;
    const called = await openPage({
      exchange: ({ events }) => {
        events.onmessage({ event: "exchanging", scopes: ["User.Read"] });
        return new Promise((_, refuse) => {
          reject = refuse;
        });
      },
    });
    fireEvent.click(part("obo-run"));
    await waitFor(() => expect(part("obo-running").textContent).toContain("Exchanging the token for User.Read"));
    fireEvent.click(part("obo-cancel"));
    expect(called).toContain("cancel");
    await act(async () => reject({ code: "cancelled", message: "the exchange was cancelled", hint: null }));
    expect([title(), partIfThere("failure")]).toEqual([text.title, null]);
  });

  it("is begun and not stopped by two clicks in one place", async () => {
    const called = await openPage({ exchange: () => new Promise(() => undefined) });
    const actions = part("obo-run").parentElement!;
    fireEvent.click(part("obo-run"));
    await waitFor(() => part("obo-cancel"));
    expect(part("obo-run").getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(part("obo-run"));
    expect([actions.contains(part("obo-cancel")), called.filter((name) => name === "exchange").length]).toEqual([false, 1]);
    expect(part("obo-running").contains(part("obo-cancel"))).toBe(true);
  });

  it("compares the person with the token's", async () => {
    await openPage(answering({ ...exchanged, outcome: { ...exchanged.outcome, picture: "data:image/png;base64,AAAA", graph: exchanged.outcome.graph.map((reply) => ({ ...reply, value: null, picture: { media_type: "image/png", bytes: 3, saved: null } })) } }));
    fireEvent.click(part("obo-run"));
    expect((await screen.findByAltText(text.graph.picture)).getAttribute("src")).toContain("data:image/png");
  });
});

describe("a failure", () => {
  const consent = { code: "AADSTS65001", message: "Files.Read is not consented to", hint: "consent" };
  const wrongSecret = { code: "AADSTS7000215", message: "the secret is wrong: its ID was sent", hint: "copy the value" };
  const stepUp = { code: "AADSTS50076", message: "more is asked of the user", hint: null };
  it.each([
    ["a consent", refusedWith(consent, { refusal: refusal(consent) }), "page-sign-in"],
    ["a wrong secret", refusedWith(wrongSecret, { refusal: refusal(wrongSecret) }), "page-register"],
    ["a claims challenge", refusedWith(stepUp, { refusal: { ...refusal(stepUp), claims: "{}" } }), "page-sign-in"],
  ])("leads on from %s", async (_, view, page) => {
    await openPage(answering(view));
    fireEvent.click(part("obo-run"));
    await waitFor(() => expect(part("failure-code").textContent).toBe(view.failure?.code));
    expect(part("arrow-entra").textContent).toContain("400");
    fireEvent.click(part("failure-fix"));
    expect(part(page).getAttribute("aria-current")).toBe("page");
  });

  it("has each step of what to do in a line of its own", async () => {
    const error = { code: "AADSTS65001", message: "nobody consented", hint: "grant admin consent; or let the user consent" };
    await openPage(answering(refusedWith(error, { refusal: refusal(error) })));
    fireEvent.click(part("obo-run"));
    await waitFor(() => part("failure-hint"));
    expect([...part("failure-hint").querySelectorAll("li")].map((step) => step.textContent)).toEqual([
      "Grant admin consent.",
      "Or let the user consent.",
    ]);
  });

  it("carries a consent's permissions and a challenge into the sign-in", async () => {
    const asked: unknown[] = [];
    const sign_in: Answers["sign_in"] = (input) => {
      asked.push(input.asked);
      return new Promise(() => undefined);
    };
    await openPage({ ...answering(refusedWith(consent, { refusal: refusal(consent), asked: ["Files.Read"] })), sign_in });
    fireEvent.click(part("obo-run"));
    await waitFor(() => part("failure-fix"));
    fireEvent.click(part("failure-fix"));
    await waitFor(() => expect(asked).toEqual([{ way: "browser", account: null, scopes: ["Files.Read"], prompt: "consent", claims: null }]));
  });

  it("that is certain is not sent, unless somebody wants it", async () => {
    const error = { code: "client-secret-is-its-id", message: "this is the secret's ID", hint: null };
    const finding = { code: error.code, severity: "error" as const, title: "This is the secret's ID", detail: "Entra wants the value", evidence: [], fix: ["copy the value"], would_cause: ["AADSTS7000215"], has_rule: true };
    const held: ExchangeView = { ...refusedWith(error, { sent: false, findings: [finding] }), requests: [], curl: "" };
    const { asked, exchange } = answering(held, exchanged);
    await openPage({ exchange });
    fireEvent.click(part("obo-run"));
    await waitFor(() => part("finding-client-secret-is-its-id"));
    expect(part("obo-verdict").textContent).toContain(text.notSent);
    expect(partIfThere("obo-curl")).toBeNull();
    fireEvent.click(part("obo-send-anyway"));
    await waitFor(() => expect(title()).toBe(text.works("Adele Vance")));
    expect(asked.map((one) => one.send_anyway)).toEqual([false, true]);
    // Nothing else takes its place.
    expect(part("exchange").contains(part("obo-curl"))).toBe(true);
  });

  it("of the keyring says nothing about the setup", async () => {
    await openPage({ exchange: { rejects: { code: "keyring-locked", message: "the keyring is locked", hint: "unlock it" } } });
    fireEvent.click(part("obo-run"));
    await waitFor(() => expect(title()).toBe("The keyring is locked"));
    expect(part("failure").textContent).toContain(text.nothingAboutSetUp);
  });

  it("of Graph offers the permission that was missing", async () => {
    const error = { code: "Authorization_RequestDenied", message: "Graph refused", hint: null };
    const graph = exchanged.outcome.graph.map((reply) => ({ ...reply, status: 403, value: null, error, is_covered: false, least_permission: "Mail.Read" }));
    const view = { ...exchanged, failure: error, outcome: { ...exchanged.outcome, graph } };
    const { asked, exchange } = answering(view, exchanged);
    await openPage({ exchange });
    fireEvent.click(part("obo-run"));
    await waitFor(() => part("obo-ask-for"));
    fireEvent.click(part("obo-ask-for"));
    await waitFor(() => expect(asked[1]?.scopes).toEqual(["User.Read", "Mail.Read"]));
  });
});

describe("a call", () => {
  it.each([
    ["/me/messages", "Mail.Read", true],
    ["/v1.0/me/messages?$top=1", "User.Read", false],
    ["me/messages/", "mail.read", true],
  ])("%s with %s", (target, scope, expected) => {
    expect(covered(callOf(target, before.calls), [scope])).toBe(expected);
  });

  it("is not judged by .default, nor where it is not known", () => {
    expect(covered(callOf("/me/messages", before.calls), [])).toBeNull();
    expect(callOf("/users", before.calls)).toBeUndefined();
  });
});
