import { emit } from "@tauri-apps/api/event";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Status } from "../ipc/bindings/Status";
import { rustAnswers } from "../test/rust";
import { freshStatus } from "../test/views";
import { open, part, partIfThere, title } from "../test/window";
import { shell as text } from "../text/shell";
import { pageOfDigit } from "./palette";

const many: Status = {
  ...freshStatus,
  profiles: Array.from({ length: 100 }, (_, at) => `add-in-${at}`).concat("default"),
};

const paste = (data: string) =>
  act(() => {
    const event = new Event("paste", { bubbles: true });
    Object.assign(event, { clipboardData: { getData: () => data } });
    document.body.dispatchEvent(event);
  });

describe("the search", () => {
  it("opens with Ctrl K, finds by any words, and runs with Enter", async () => {
    rustAnswers({});
    await open();
    fireEvent.keyDown(window, { key: "k", ctrlKey: true });
    const search = await screen.findByTestId("palette-search");
    fireEvent.change(search, { target: { value: "on-be" } });
    fireEvent.keyDown(search, { key: "Enter" });
    await waitFor(() => expect(partIfThere("page-on-behalf-of")?.getAttribute("aria-current")).toBe("page"));
  });

  it("goes through what it found with the arrows, and round", async () => {
    rustAnswers({});
    await open();
    fireEvent.click(part("search"));
    const search = await screen.findByTestId("palette-search");
    fireEvent.change(search, { target: { value: "ctrl" } });
    fireEvent.keyDown(search, { key: "ArrowUp" });
    const selected = () => screen.getAllByRole("option").findIndex((each) => each.getAttribute("aria-selected") === "true");
    expect(selected()).toBe(screen.getAllByRole("option").length - 1);
    fireEvent.keyDown(search, { key: "ArrowDown" });
    expect(selected()).toBe(0);
  });

  it.each([
    ["13004", "13004"],
    ["65001", "65001"],
    ["aadsts65001", "AADSTS65001"],
    [" AADSTS7000215 ", "AADSTS7000215"],
  ])("leads from the code %s to what it means", async (typed, code) => {
    const asked: string[] = [];
    rustAnswers({
      diagnose: ({ text }) => {
        asked.push(text);
        return Promise.reject(new Error("not in this test"));
      },
    });
    await open();
    fireEvent.click(part("search"));
    const search = await screen.findByTestId("palette-search");
    fireEvent.change(search, { target: { value: typed } });
    expect(part("palette-diagnose").textContent).toContain(text.diagnose(code));
    fireEvent.keyDown(search, { key: "Enter" });
    expect(part("page-diagnose").getAttribute("aria-current")).toBe("page");
    await waitFor(() => expect(asked).toEqual([code]));
  });

  it.each(["3000", "650", "add-in-13004", "localhost:13004"])("takes %s for no code", async (typed) => {
    rustAnswers({});
    await open();
    fireEvent.click(part("search"));
    fireEvent.change(await screen.findByTestId("palette-search"), { target: { value: typed } });
    expect(partIfThere("palette-diagnose")).toBeNull();
  });

  it("says that nothing is called so", async () => {
    rustAnswers({});
    await open();
    fireEvent.click(part("search"));
    fireEvent.change(await screen.findByTestId("palette-search"), { target: { value: "zzz" } });
    expect(screen.getByText(text.nothingFound("zzz"))).toBeDefined();
  });

  it("finds one profile among a hundred", async () => {
    const called: unknown[] = [];
    rustAnswers({
      status: many,
      choose_profile: (asked) => {
        called.push(asked.name);
        return Promise.resolve(many);
      },
    });
    await open();
    fireEvent.click(part("search"));
    const search = await screen.findByTestId("palette-search");
    fireEvent.change(search, { target: { value: "add-in-73" } });
    fireEvent.keyDown(search, { key: "Enter" });
    expect(called).toEqual(["add-in-73"]);
  });
});

describe("the top bar", () => {
  it("does not list a hundred profiles", async () => {
    rustAnswers({ status: many });
    await open();
    fireEvent.click(part("profile"));
    const menu = within(await screen.findByRole("menu"));
    expect(menu.getAllByRole("menuitemradio").length).toBeLessThan(20);
    expect(menu.getByText(text.moreProfiles(89))).toBeDefined();
    const chosen = menu.getAllByRole("menuitemradio").filter((each) => each.getAttribute("aria-checked") === "true");
    expect(chosen.map((each) => each.textContent)).toEqual(["default"]);
  });

  it("says why an environment could not be chosen, and what to do", async () => {
    const error = { code: "profile-has-another", message: "the profile has another registration", hint: "make a profile" };
    rustAnswers({ choose_cloud: { rejects: error } });
    await open();
    fireEvent.click(part("environment"));
    fireEvent.click(await screen.findByTestId("cloud-practice"));
    const notice = await screen.findByTestId("notice");
    for (const words of ["The profile has another registration.", "Make a profile.", error.code]) {
      expect(notice.textContent).toContain(words);
    }
    fireEvent.click(part("notice-dismiss"));
    expect(partIfThere("notice")).toBeNull();
  });
});

it("says that the profile could not be read, on every page, until it can", async () => {
  let status: Status = {
    ...freshStatus,
    error: { code: "profile-not-readable", message: "line 3 of the profile is no TOML", hint: "mend it" },
  };
  rustAnswers({ status: () => Promise.resolve(status) });
  await open();
  expect(partIfThere("profile-not-read")).toBeNull();
  fireEvent.click(part("page-activity"));
  expect(part("profile-not-read").textContent).toContain("Line 3 of the profile is no TOML.");
  status = freshStatus;
  await act(async () => fireEvent.click(part("profile-read-again")));
  expect(partIfThere("profile-not-read")).toBeNull();
});

describe("a paste outside of a field", () => {
  it("is offered to the page that can make something of it", async () => {
    rustAnswers({});
    await open();
    paste("AADSTS65001: not consented");
    fireEvent.click(part("notice-take"));
    expect(part("page-diagnose").getAttribute("aria-current")).toBe("page");
    expect(partIfThere("notice")).toBeNull();
  });

  it("is kept no longer than the page is shown", async () => {
    rustAnswers({});
    await open();
    paste("eyJ0eXAiOiJKV1Qi.eyJzdWIiOiJhIn0.c2ln");
    expect(part("notice")).toBeDefined();
    fireEvent.click(part("page-activity"));
    expect(partIfThere("notice")).toBeNull();
  });

  it("of anything else is left alone", async () => {
    rustAnswers({});
    await open();
    paste("hello");
    expect(partIfThere("notice")).toBeNull();
  });
});

describe("a drop", () => {
  it.each([
    ["manifest", "manifest"],
    ["registration", "register"],
    ["project", "overview"],
  ] as const)("of a %s goes to its page", async (recognised, page) => {
    rustAnswers({ recognise_path: recognised });
    await open();
    fireEvent.click(part("page-activity"));
    await act(() => emit("tauri://drag-drop", { paths: ["/tmp/a"], position: { x: 0, y: 0 } }));
    await waitFor(() => expect(part(`page-${page}`).getAttribute("aria-current")).toBe("page"));
  });

  it("of what no page opens is said", async () => {
    rustAnswers({ recognise_path: "other" });
    await open();
    await act(() => emit("tauri://drag-drop", { paths: ["/tmp/a.zip"], position: { x: 0, y: 0 } }));
    expect((await screen.findByTestId("notice")).textContent).toContain(text.unknownFile("/tmp/a.zip"));
  });
});

describe("Ctrl with a digit", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("%d shows its page", async (digit) => {
    rustAnswers({});
    await open();
    fireEvent.keyDown(window, { key: String(digit), ctrlKey: true });
    expect(part(`page-${pageOfDigit(digit)}`).getAttribute("aria-current")).toBe("page");
    await waitFor(() => expect(title()).not.toBe(""));
  });
});
