import { describe, expect, it } from "vitest";

import { rustAnswers } from "../test/rust";
import { call } from "./commands";

describe("call", () => {
  it("answers with the command's result", async () => {
    rustAnswers({ about: { version: "1.2.3" }, practice: null });
    expect(await call("about", {})).toEqual({ version: "1.2.3" });
    expect(await call("practice", {})).toBeNull();
  });

  it("rejects with Rust's error as it is", async () => {
    const error = { code: "practice-ports", message: "no port is free", hint: null };
    rustAnswers({ about: { version: "" }, practice: { rejects: error } });
    await expect(call("practice", {})).rejects.toEqual(error);
  });

  it("makes an error of Tauri's own sentences", async () => {
    rustAnswers({ about: { rejects: "about not allowed" }, practice: null });
    await expect(call("about", {})).rejects.toEqual({ code: "window-call", message: "about not allowed", hint: null });
  });
});
