import { expect, it } from "vitest";

import { nameShiftTab } from "./shiftTab";

it.each([
  [{ key: "Unidentified", code: "Tab", shiftKey: true }, "Tab"],
  [{ key: "Unidentified", keyCode: 9, shiftKey: true }, "Tab"],
  [{ key: "Unidentified", keyCode: 229, shiftKey: true }, "Unidentified"],
  [{ key: "a", code: "KeyA", shiftKey: true }, "a"],
])("%j is the key %s for who listens after", (init, expected) => {
  nameShiftTab();
  const heard: string[] = [];
  const hear = ({ key }: KeyboardEvent) => heard.push(key);
  window.addEventListener("keydown", hear, true);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { ...init, bubbles: true }));
  window.removeEventListener("keydown", hear, true);
  expect(heard).toEqual([expected]);
});
