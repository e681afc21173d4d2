import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { ActivityEntry } from "../../ipc/bindings/ActivityEntry";
import { rustAnswers } from "../../test/rust";
import { open, part, partIfThere } from "../../test/window";
import { activity as text } from "../../text/activity";
import { fieldsOf, nameOf } from "./request";

const base: ActivityEntry = {
  at: "2026-01-15T14:26:08Z",
  purpose: "obo",
  method: "POST",
  url: "https://login.microsoftonline.com/t/oauth2/v2.0/token",
  duration_ms: 412,
  status: 200,
  error: null,
  correlation: [{ name: "request-id", value: "5d0e77c2-0000-4000-8000-0000000091ab" }],
  request: {
    headers: [["content-type", "application/x-www-form-urlencoded"]],
    body: "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&client_secret=%5Bmasked%5D",
  },
  answer: { headers: [], body: '{"token_type":"Bearer","expires_in":4371}' },
};
const me: ActivityEntry = { ...base, method: "GET", url: "https://graph.microsoft.com/v1.0/me", request: { headers: [], body: null } };
const refused: ActivityEntry = { ...base, status: 400, error: "AADSTS65001" };
const none: ActivityEntry = { ...base, status: null, error: "network-refused", answer: null, correlation: [] };

const of = (entries: ActivityEntry[], older = false) => ({ activity: { entries, older } });

async function page(entries: ActivityEntry[], older = false) {
  rustAnswers(of(entries, older));
  await open();
  fireEvent.click(part("page-activity"));
  await waitFor(() => expect(part("activity-again")).toBeDefined());
}
const rows = () => screen.getAllByTestId("request").length;

describe("the record of requests", () => {
  it("says where there is none yet", async () => {
    await page([]);
    await screen.findByText(text.empty.title);
    // They keep the focus: what they did may be why there is none.
    for (const button of ["activity-export", "activity-clear"]) {
      expect(part(button).getAttribute("aria-disabled")).toBe("true");
    }
  });

  it("opens one request with both sides, masked as they are", async () => {
    await page([base, me]);
    await waitFor(() => expect(rows()).toBe(2));
    fireEvent.click(screen.getByRole("button", { name: /On-behalf-of exchange/ }));
    const detail = within(part("request-detail"));
    expect(detail.getByText("[masked]")).toBeDefined();
    expect(detail.getByText("4371")).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: /On-behalf-of exchange/ }));
    expect(partIfThere("request-detail")).toBeNull();
  });

  it("shows what failed, who was asked, and what a word finds", async () => {
    await page([base, me, refused, none]);
    await waitFor(() => expect(rows()).toBe(4));
    fireEvent.click(part("activity-failed"));
    expect(rows()).toBe(2);
    expect(screen.getByText(text.noAnswer)).toBeDefined();
    fireEvent.click(part("activity-graph"));
    expect(rows()).toBe(1);
    fireEvent.click(part("activity-all"));
    fireEvent.change(screen.getByPlaceholderText(text.search), { target: { value: "65001" } });
    expect(rows()).toBe(1);
    fireEvent.change(screen.getByPlaceholderText(text.search), { target: { value: "nothing of it" } });
    expect(screen.getByText(text.nothingFound)).toBeDefined();
  });

  it("keeps the one that is open while others go", async () => {
    await page([refused, me, base]);
    await waitFor(() => expect(rows()).toBe(3));
    fireEvent.click(part("request-2"));
    fireEvent.click(part("activity-graph"));
    expect(rows()).toBe(1);
    expect(part("request-1").getAttribute("aria-expanded")).toBe("true");
  });

  it("names the day where it is another, and what only the export has", async () => {
    await page([{ ...base, at: new Date().toISOString() }, base], true);
    await waitFor(() => expect(rows()).toBe(2));
    const times = screen.getAllByTestId("request").map((row) => row.querySelector("td")?.textContent);
    expect(times[0]).not.toMatch(/January/);
    expect(times[1]).toMatch(/^15 January/);
    expect(screen.getByText(text.older)).toBeDefined();
  });

  it("is forgotten after a question only", async () => {
    const called = rustAnswers(of([base]));
    await open();
    fireEvent.click(part("page-activity"));
    await waitFor(() => expect(rows()).toBe(1));
    fireEvent.click(part("activity-clear"));
    expect(called).not.toContain("clear_activity");
    fireEvent.click(await screen.findByTestId("activity-clear-yes"));
    await waitFor(() => expect(called).toContain("clear_activity"));
  });

  it("is exported to where a person says", async () => {
    rustAnswers({ ...of([base]), pick: "/tmp/a.har", export_activity: 1 });
    await open();
    fireEvent.click(part("page-activity"));
    await waitFor(() => expect(rows()).toBe(1));
    fireEvent.click(part("activity-export"));
    expect((await screen.findByTestId("activity-exported")).textContent).toBe(text.exported(1, "/tmp/a.har"));
  });
});

it.each([
  [base, "On-behalf-of exchange"],
  [{ ...me, url: "https://login.microsoftonline.com/t/v2.0/.well-known/openid-configuration" }, "Discovery"],
  [{ ...me, purpose: "something new" }, "something new"],
  [{ ...me, url: "no address" }, "On-behalf-of"],
] as const)("a request has a name of the field %#", (entry, expected) => expect(nameOf(entry)).toBe(expected));

it.each([
  ["a=b&c=%20", [["a", "b"], ["c", " "]]],
  ['{"a":1}', [["a", "1"]]],
  ["[1]", []],
  ["some text", []],
  [null, []],
])("fields of %j", (body, expected) => expect(fieldsOf(body)).toEqual(expected));
