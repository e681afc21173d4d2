import { afterEach, beforeEach, expect, it } from "vitest";

import { contextMenuInTextFieldsOnly } from "./contextMenu";

let takeAway: () => void;

beforeEach(() => {
  takeAway = contextMenuInTextFieldsOnly(document);
});

afterEach(() => {
  takeAway();
  document.body.replaceChildren();
});

/** Whether WebKit would show its menu over the element with this id. */
function shows(html: string): boolean {
  document.body.innerHTML = html;
  const event = new MouseEvent("contextmenu", { bubbles: true, cancelable: true });
  return document.getElementById("here")?.dispatchEvent(event) ?? false;
}

it.each([
  ["<p id='here'>text</p>", false],
  ["<button><span id='here'>Copy</span></button>", false],
  ["<input id='here'>", true],
  ["<input readonly id='here'>", true],
  ["<textarea id='here'></textarea>", true],
  ["<div contenteditable='true'><b id='here'>x</b></div>", true],
  ["<label>Name <span id='here'>of the add-in</span><input></label>", false],
])("the menu over %s: %s", (html, expected) => {
  expect(shows(html)).toBe(expected);
});

it("is as before when it is taken away", () => {
  takeAway();
  expect(shows("<p id='here'>text</p>")).toBe(true);
});
