import { act, fireEvent, waitFor, within } from "@testing-library/react";
import { beforeAll, describe, expect, it } from "vitest";

import type { DiagnosedView } from "../../ipc/bindings/DiagnosedView";
import type { DiagnosisView } from "../../ipc/bindings/DiagnosisView";
import { wrongPort } from "../../test/agreements";
import { type Answers, rustAnswers } from "../../test/rust";
import { nothingKept } from "../../test/views";
import { open, part, partIfThere, title } from "../../test/window";
import { diagnose as text } from "../../text/diagnose";

const consent: DiagnosisView = {
  code: "AADSTS65001",
  is_known: true,
  severity: "error",
  title: "Nobody has consented to what the app asks for",
  detail: "Consent does not grow with the registration.",
  evidence: [
    { path: "error_description", text: "AADSTS65001: The user has not consented" },
    { path: "correlation_id", text: "5d0e77c2-6e0b-4c1d-b8a4-3d9572f01e66" },
  ],
  fix: ["Open the consent page once as a user", "Or let an administrator consent for everybody"],
  would_cause: [],
  not_yours: false,
  reference: "https://learn.microsoft.com/entra/consent",
};

const found: DiagnosedView = { recognised: ["code", "oauth-error"], diagnoses: [consent], causes: [], may_hold_secret: false };

// Else the first test waits for it to be compiled.
beforeAll(() => import("./DiagnosePage"));

async function page(answers: Partial<Answers>) {
  const called = rustAnswers({ opening: { ...nothingKept, page: "diagnose" }, ...answers });
  await open();
  return called;
}

const box = () => part("diagnose-text") as HTMLTextAreaElement;

async function diagnose(typed: string) {
  fireEvent.change(box(), { target: { value: typed } });
  await act(async () => fireEvent.click(part("diagnose")));
}

it("asks for something first", async () => {
  const called = await page({});
  expect(title()).toBe(text.title);
  fireEvent.click(part("diagnose"));
  expect(called).not.toContain("diagnose");
});

it("says the meaning, the cause, what to do, where to read on, and the code last", async () => {
  const opened: string[] = [];
  await page({
    diagnose: found,
    open_in_browser: ({ address }) => {
      opened.push(address);
      return Promise.resolve(null);
    },
  });
  await diagnose("AADSTS65001");
  const card = part("diagnosis-AADSTS65001");
  expect(within(card).getByRole("heading", { level: 2 }).textContent).toContain(consent.title);
  expect(part("diagnosis-fix").querySelectorAll("li")).toHaveLength(2);
  expect(part("recognised-oauth-error")).toBeDefined();
  expect(part("evidence").textContent).toContain(text.trace["correlation_id"]);
  fireEvent.click(part("reference"));
  expect(opened).toEqual([consent.reference]);
  const said = card.textContent ?? "";
  expect(said.lastIndexOf(consent.code)).toBeGreaterThan(said.indexOf("administrator"));
});

it("looks at what is pasted into the empty box at once", async () => {
  const asked: string[] = [];
  await page({
    diagnose: ({ text: of }) => {
      asked.push(of);
      return Promise.resolve(found);
    },
  });
  await act(async () => fireEvent.paste(box(), { clipboardData: { getData: () => "13004" } }));
  expect(asked).toEqual(["13004"]);
  await act(async () => fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true }));
  expect(asked).toEqual(["13004"]);
  fireEvent.change(box(), { target: { value: "13007" } });
  await act(async () => fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true }));
  expect(asked).toEqual(["13004", "13007"]);
});

it("leaves the registration alone where it is not theirs", async () => {
  const copied: string[] = [];
  const policy = { ...consent, code: "AADSTS53003", title: "Conditional Access blocked this sign-in", not_yours: true };
  await page({
    diagnose: { ...found, diagnoses: [policy] },
    copy: ({ text: of }) => {
      copied.push(of);
      return Promise.resolve(null);
    },
  });
  await diagnose("AADSTS53003");
  expect(part("leave-alone").textContent).toContain(text.leaveAlone.title);
  await act(async () => fireEvent.click(part("copy-message")));
  expect(copied[0]).toContain("5d0e77c2-6e0b-4c1d-b8a4-3d9572f01e66");
  expect(copied[0]).not.toContain("The user has not consented");
});

it("says of an unknown code that it is unknown", async () => {
  const unknown = { ...consent, code: "AADSTS999999", is_known: false, title: "Hallpass does not know the code AADSTS999999" };
  await page({ diagnose: { ...found, diagnoses: [unknown] } });
  await diagnose("AADSTS999999");
  expect(part("diagnosis-AADSTS999999").textContent).toContain(text.unknown);
  expect(part("diagnosis-AADSTS999999").className).not.toContain("finding-fail");
});

it("ranks what was found before what is possible, and rules out only what was read", async () => {
  await page({
    diagnose: {
      ...found,
      causes: [
        { code: "resource-host-mismatch", summary: "s", standing: "found", by: "manifest.xml", mend: "manifest", found: wrongPort },
        { code: "app-id-uri-missing", summary: "no URI", standing: "possible", by: null, mend: "register", found: null },
        { code: "resource-trailing", summary: "a slash", standing: "ruled-out", by: "manifest.xml", mend: "manifest", found: null },
      ],
    },
  });
  await diagnose("13004");
  expect(part("cause-resource-host-mismatch").textContent).toContain(text.standing.found);
  expect(part("cause-app-id-uri-missing").textContent).toContain(text.decide.register);
  expect(part("cause-resource-trailing").textContent).toContain(text.ruledOutBy("manifest.xml"));
  fireEvent.click(part("cause-app-id-uri-missing"));
  expect(part("page-register").getAttribute("aria-current")).toBe("page");
});

it("hands a token to the page that checks it, and shows nothing of it", async () => {
  await page({ diagnose: { recognised: ["token"], diagnoses: [], causes: [], may_hold_secret: false } });
  await diagnose("eyJ0eXAiOiJKV1Qi");
  expect(part("is-token").textContent).not.toContain("eyJ");
  fireEvent.click(part("check-token"));
  expect(part("page-token").getAttribute("aria-current")).toBe("page");
  fireEvent.click(part("page-diagnose"));
  expect([box().value, partIfThere("is-token")]).toEqual(["", null]);
});

describe("a secret that was pasted", () => {
  const secret = "Q8x8Q~fictional.value_that-nobody.issued7";
  const everywhere = () => document.documentElement.outerHTML + box().value;

  it("leaves the box, and is named in no answer", async () => {
    await page({ diagnose: { ...found, may_hold_secret: true } });
    await diagnose(`AADSTS7000215\r\nclient_secret=${secret}`);
    expect(everywhere()).not.toContain(secret);
    expect(part("emptied").textContent).toBe(text.emptied.secret);
    expect(part("diagnosis-AADSTS65001")).toBeDefined();
    fireEvent.click(part("clear"));
    expect([partIfThere("emptied"), partIfThere("diagnosis-AADSTS65001")]).toEqual([null, null]);
  });

  it.each(["secret-pasted", "redirect-without-error"])("alone leaves it, too (%s)", async (code) => {
    await page({ diagnose: { rejects: { code, message: "it could be a secret", hint: "keep it to yourself" } } });
    await diagnose(secret);
    expect(everywhere()).not.toContain(secret);
    expect(part("failure-code").textContent).toBe(code);
  });

  it("is not taken out of what was typed meanwhile", async () => {
    let end: (view: DiagnosedView) => void = () => undefined;
    await page({ diagnose: () => new Promise((resolve) => (end = resolve)) });
    await diagnose(secret);
    fireEvent.change(box(), { target: { value: "13004" } });
    await act(async () => end({ ...found, may_hold_secret: true }));
    expect(box().value).toBe("13004");
  });

  it("gives way to what is asked next", async () => {
    const token: DiagnosedView = { recognised: ["token"], diagnoses: [], causes: [], may_hold_secret: true };
    await page({ diagnose: ({ text: of }) => Promise.resolve(of.startsWith("ey") ? token : found) });
    await diagnose("eyJ0eXAiOiJKV1Qi");
    expect(part("is-token")).toBeDefined();
    await diagnose("AADSTS65001");
    expect(part("diagnosis-AADSTS65001")).toBeDefined();
  });

  it("is gone where a token was not handed on", async () => {
    const token: DiagnosedView = { recognised: ["token"], diagnoses: [], causes: [], may_hold_secret: true };
    await page({ diagnose: token });
    await diagnose("eyJ0eXAiOiJKV1Qi");
    expect(part("is-token")).toBeDefined();
    await act(async () => fireEvent.click(part("page-manifest")));
    await act(async () => fireEvent.click(part("page-diagnose")));
    expect(partIfThere("is-token")).toBeNull();
  });
});

it("hands a manifest to its page, beside what is wrong with it", async () => {
  const checked: string[] = [];
  await page({
    diagnose: { ...found, recognised: ["manifest"] },
    manifest_check_text: ({ text: of }) => {
      checked.push(of);
      return Promise.reject({ code: "x", message: "m", hint: null });
    },
  });
  await diagnose("<OfficeApp/>");
  expect(part("diagnosis-AADSTS65001")).toBeDefined();
  await act(async () => fireEvent.click(part("check-manifest")));
  expect(part("page-manifest").getAttribute("aria-current")).toBe("page");
  // The page is loaded when it is first shown.
  await waitFor(() => expect(checked).toEqual(["<OfficeApp/>"]), { timeout: 20_000 });
});

it("reads a very long text without laying it out", async () => {
  const asked: number[] = [];
  await page({
    diagnose: ({ text: of }) => {
      asked.push(of.length);
      return Promise.resolve(found);
    },
  });
  const long = "a log ".repeat(200_000);
  await act(async () => {
    expect(fireEvent.paste(box(), { clipboardData: { getData: () => long } })).toBe(false);
  });
  expect([asked, box().value]).toEqual([[long.length], ""]);
  expect(part("emptied").textContent).toBe(text.emptied.large);
});

it("keeps what was typed where nothing was recognised, and forgets it when told", async () => {
  await page({ diagnose: { rejects: { code: "nothing-recognised", message: "nothing is known", hint: "paste more" } } });
  await diagnose("it does not work");
  expect(part("failure").textContent).toContain(text.couldNot);
  expect(box().value).toBe("it does not work");
  fireEvent.click(part("clear"));
  expect([box().value, partIfThere("failure")]).toEqual(["", null]);
});
