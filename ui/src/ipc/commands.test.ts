import { describe, expect, it } from "vitest";

import { rustAnswers } from "../test/rust";
import { nothingKept, passed } from "../test/views";
import type { RehearseEvent } from "./bindings/RehearseEvent";
import { call, callWithProgress } from "./commands";

describe("call", () => {
  it("answers with the command's result", async () => {
    const called = rustAnswers({});
    expect(await call("about", {})).toEqual({ version: "1.2.3" });
    expect(await call("practice", {})).toBeNull();
    expect(await call("cancel_rehearsal", {})).toBeNull();
    expect(await call("opening", {})).toEqual(nothingKept);
    expect(called).toEqual(["about", "practice", "cancel_rehearsal", "opening"]);
  });

  it("rejects with Rust's error as it is", async () => {
    const error = { code: "practice-ports", message: "no port is free", hint: null };
    rustAnswers({ practice: { rejects: error } });
    await expect(call("practice", {})).rejects.toEqual(error);
  });

  it("makes an error of Tauri's own sentences", async () => {
    rustAnswers({ about: { rejects: "about not allowed" } });
    await expect(call("about", {})).rejects.toEqual({ code: "window-call", message: "about not allowed", hint: null });
  });
});

describe("callWithProgress", () => {
  it("hands each event on, with the arguments beside the channel", async () => {
    rustAnswers({
      rehearse: ({ mistake, events }) => {
        events.onmessage({ event: "started", step: mistake === null ? "plan" : "on-behalf-of" });
        return Promise.resolve(passed);
      },
    });
    const seen: RehearseEvent[] = [];
    const view = await callWithProgress("rehearse", { mistake: "wrong-secret" }, (event) => seen.push(event));
    expect(view).toEqual(passed);
    expect(seen).toEqual([{ event: "started", step: "on-behalf-of" }]);
  });
});
