import type { Channel } from "@tauri-apps/api/core";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { RegisterView } from "../../ipc/bindings/RegisterView";
import type { RegistrationOutcome } from "../../ipc/bindings/RegistrationOutcome";
import type { RegistrationProgress } from "../../ipc/bindings/RegistrationProgress";
import { freshRegister, planned } from "../../test/register";
import { type Answers, rustAnswers } from "../../test/rust";
import { nothingKept, practiceStatus } from "../../test/views";
import { open, part, partIfThere } from "../../test/window";
import { register } from "../../text/register";

const text = register.graph;

async function openWith(view: RegisterView, answers: Partial<Answers> = {}) {
  const called = rustAnswers({ opening: { ...nothingKept, page: "register" }, register: view, ...answers });
  await open();
  await screen.findByTestId("facts");
  return called;
}

const unregistered: RegisterView = {
  ...planned,
  facts: planned.facts.map((fact) => (fact.fact === "client-id" ? { ...fact, values: [], source: null } : fact)),
};

const made: RegisterView = {
  ...planned,
  registration: { client_id: "3f8e", tenant_id: "9d41", made_here: true, complete: true, undo: ["delete the application"] },
};

const looked: RegistrationOutcome = {
  dry_run: true,
  tenant_id: "9d41c7b2",
  client_id: null,
  changes: [
    {
      title: "Create the application Contoso Expenses",
      reason: "it is not there yet",
      property: "application",
      before: null,
      after: "{}",
      request: "POST /v1.0/applications",
    },
  ],
  secret: { state: "to-be-made" },
  left: [],
  notes: ["left out: consent for everybody"],
};

const done: RegistrationOutcome = {
  ...looked,
  dry_run: false,
  client_id: "3f8e",
  secret: { state: "made", end: "2027-05-21T10:00:00Z" },
};

it("sends nothing before it was looked at, and then what was looked at", async () => {
  const asked: unknown[] = [];
  const called = await openWith(unregistered, {
    run_registration: ({ events: _, ...rest }) => {
      asked.push(rest);
      return Promise.resolve(rest.dryRun ? looked : done);
    },
  });
  fireEvent.click(part("graph-create"));
  await screen.findByTestId("graph-dialog");
  expect(called).not.toContain("run_registration");
  fireEvent.click(screen.getByTestId("graph-start"));
  const review = await screen.findByTestId("review");
  expect(review.textContent).toContain("1 request to Microsoft Graph, in this order. Nothing was sent yet.");
  expect(review.textContent).toContain("POST /v1.0/applications");
  expect(screen.getByTestId("review-secret").textContent).toBe(text.secret["to-be-made"]);
  fireEvent.click(screen.getByTestId("graph-confirm"));
  expect((await screen.findByTestId("graph-done")).textContent).toContain("good until 2027-05-21");
  const run = { run: "create", via: { way: "azure-cli" }, adminConsent: false, noSecret: false };
  expect(asked).toEqual([
    { ...run, dryRun: true },
    { ...run, dryRun: false },
  ]);
  fireEvent.click(screen.getByTestId("graph-close"));
  await waitFor(() => expect(screen.queryByTestId("graph-dialog")).toBeNull());
  expect(called.filter((name) => name === "register").length).toBeGreaterThan(1);
});

it("takes the practice tenant's administrator there, and asks nobody whose token", async () => {
  const ways: unknown[] = [];
  await openWith(unregistered, {
    status: practiceStatus,
    run_registration: ({ via }) => {
      ways.push(via);
      return Promise.resolve(looked);
    },
  });
  fireEvent.click(part("graph-create"));
  await screen.findByTestId("graph-dialog");
  expect(screen.queryByTestId("via-azure-cli")).toBeNull();
  fireEvent.click(screen.getByTestId("graph-start"));
  await screen.findByTestId("review");
  expect(ways).toEqual([{ way: "practice" }]);
});

describe("while it runs", () => {
  function held() {
    let events: Channel<RegistrationProgress> | undefined;
    let reject: (reason: unknown) => void = () => undefined;
    const run: Answers["run_registration"] = (asked) => {
      if (asked.dryRun) {
        return Promise.resolve(looked);
      }
      events = asked.events;
      return new Promise((_, fail) => {
        reject = fail;
      });
    };
    const tell = (event: RegistrationProgress) => act(() => events?.onmessage(event));
    return { run, tell, reject: (reason: unknown) => act(async () => reject(reason)) };
  }
  async function running(answers: Partial<Answers> = {}) {
    const { run, tell, reject } = held();
    const called = await openWith(unregistered, { run_registration: run, ...answers });
    fireEvent.click(part("graph-create"));
    fireEvent.click(await screen.findByTestId("graph-start"));
    fireEvent.click(await screen.findByTestId("graph-confirm"));
    await screen.findByTestId("run-steps");
    return { called, tell, reject };
  }

  it("says each step, where to sign in, and for what it waits", async () => {
    const { tell } = await running();
    tell({ event: "source", words: "the Graph token comes from the Azure CLI" });
    tell({ event: "sign-in-page", url: "https://login.microsoftonline.com/authorize" });
    expect(screen.getByTestId("sign-in-page").textContent).toBe("https://login.microsoftonline.com/authorize");
    tell({ event: "started", title: "create the application" });
    tell({ event: "finished", title: "create the application" });
    tell({ event: "started", title: "set the Application ID URI" });
    tell({ event: "waiting", seconds: 4, reason: "it is not known everywhere yet" });
    const steps = screen.getByTestId("run-steps");
    expect([...steps.children].map((step) => step.textContent)).toEqual([
      "fineCreate the application",
      "workingSet the Application ID URI",
    ]);
    expect(screen.getByText(/Waiting 4 seconds/)).toBeDefined();
  });

  it("can be stopped, which keeps what was done", async () => {
    const { called, reject } = await running();
    fireEvent.keyDown(screen.getByTestId("graph-dialog"), { key: "Escape" });
    expect(screen.queryByTestId("graph-dialog")).not.toBeNull();
    fireEvent.click(screen.getByTestId("graph-stop"));
    await waitFor(() => expect(called).toContain("cancel"));
    await reject({ code: "cancelled", message: "the run was stopped", hint: null });
    expect(screen.getByText(text.stopped)).toBeDefined();
    expect(screen.queryByTestId("failure")).toBeNull();
  });

  it("says what Graph refused, and begins again from the question", async () => {
    const { reject } = await running();
    await reject({ code: "Authorization_RequestDenied", message: "Graph refused it: you may not", hint: "ask an administrator" });
    expect(screen.getByTestId("failure-hint").textContent).toBe("Ask an administrator.");
    fireEvent.click(screen.getByTestId("graph-again"));
    expect(screen.getByTestId("via-azure-cli")).toBeDefined();
  });
});

it("shows what undo takes back before it does", async () => {
  const called = await openWith(made, { undo_registration: { steps: ["delete the application"], deleted: true, notes: [] } });
  fireEvent.click(part("graph-more"));
  fireEvent.click(await screen.findByTestId("graph-undo"));
  expect((await screen.findByTestId("takes-back")).textContent).toBe("Delete the application");
  expect(called).not.toContain("undo_registration");
  fireEvent.click(screen.getByTestId("graph-start"));
  expect((await screen.findByTestId("graph-done")).textContent).toContain(text.done.deleted);
});

it("offers to delete only what Hallpass made, and nothing of what is not there", async () => {
  await openWith({ ...made, registration: { ...made.registration!, made_here: false, undo: [] } });
  fireEvent.click(part("graph-more"));
  await screen.findByTestId("graph-fetch");
  expect(screen.queryByTestId("graph-delete")).toBeNull();
  expect(screen.queryByTestId("graph-undo")).toBeNull();
});

it("has no run where there is no plan", async () => {
  await openWith(freshRegister);
  expect(partIfThere("graph-create")).toBeNull();
  expect(partIfThere("graph-more")).toBeNull();
});
