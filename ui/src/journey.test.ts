import { describe, expect, it } from "vitest";

import type { Step } from "./ipc/bindings/Step";
import { type State, journeyState, noSteps } from "./journey";

const rows: [Partial<Record<Step, State>>, State][] = [
  [{}, "waiting"],
  [{ plan: "fine" }, "waiting"],
  [{ plan: "fine", register: "running" }, "running"],
  [{ plan: "fine", register: "fine" }, "fine"],
  [{ plan: "fine", register: "fine", vault: "warn" }, "fine"],
  [{ plan: "warn", register: "fine" }, "warn"],
  [{ plan: "fine", register: "fail" }, "fail"],
  [{ graph: "fail" }, "waiting"],
];

describe("a step of the journey", () => {
  it.each(rows)("with %o is %s", (states, expected) => {
    const steps = noSteps.map((each) => ({ ...each, state: states[each.step] ?? each.state }));
    expect(journeyState("register", steps)).toBe(expected);
  });

  it("counts the keyring to what the secret is for", () => {
    const steps = noSteps.map((each) => ({ ...each, state: each.step === "vault" ? "warn" : ("fine" as State) }));
    expect(journeyState("on-behalf-of", steps)).toBe("warn");
  });
});
