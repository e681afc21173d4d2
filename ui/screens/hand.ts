import { emit } from "@tauri-apps/api/event";

import type { Hand } from "./scenario";

/** A part that does not come is a mistake of the scenario: it is said and its picture is not taken. */
const LIMIT = 10_000;

export const hand: Hand = {
  see,
  click: async (part) => (await see(part)).click(),
  type: async (part, text) => {
    const found = await see(part);
    const field = found.matches("input, textarea") ? found : found.querySelector<HTMLElement>("input, textarea");
    if (field === null) {
      throw new Error(`${part} is no field`);
    }
    // React listens to the setter of the prototype.
    const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  },
  press: (key, { ctrl = false } = {}) => {
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent("keydown", { key, ctrlKey: ctrl, bubbles: true, cancelable: true }),
    );
  },
  paste: (text) => {
    const data = new DataTransfer();
    data.setData("text", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  },
  tell: (event, payload) => emit(event, payload),
};

function see(part: string): Promise<HTMLElement> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = [...document.querySelectorAll<HTMLElement>(`[data-testid="${part}"]`)].find(
        (element) => element.closest<HTMLElement>("[data-page]")?.style.display !== "none",
      );
      if (found === undefined) {
        return false;
      }
      changes.disconnect();
      clearTimeout(end);
      resolve(found);
      return true;
    };
    const changes = new MutationObserver(look);
    const end = setTimeout(() => {
      changes.disconnect();
      reject(new Error(`there is no ${part}`));
    }, LIMIT);
    if (!look()) {
      changes.observe(document.body, { subtree: true, childList: true, attributes: true });
    }
  });
}
