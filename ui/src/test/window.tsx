import { emit } from "@tauri-apps/api/event";
import { act, render, screen } from "@testing-library/react";

import { App } from "../App";
import type { Opening } from "../ipc/bindings/Opening";

/** The window, once Rust has said what to open with. */
export async function open() {
  const window = render(<App />);
  await screen.findByTestId("page-title");
  return window;
}

/** The part of the page that is shown, or of what stands around it; pages that were left are in the document, hidden. */
export const part = (id: string) => {
  const found = partIfThere(id);
  if (found === null) {
    throw new Error(`no part ${id} in: ${document.body.textContent}`);
  }
  return found;
};
export const partIfThere = (id: string) =>
  [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)].find(
    (element) => element.closest<HTMLElement>("[data-page]")?.style.display !== "none",
  ) ?? null;
export const title = () => part("page-title").textContent;
export const outcome = (step: string) => part(`step-${step}`).dataset["outcome"];

/** The events by which Rust tells an open window. */
export const show = (opening: Opening) => act(() => emit("show", opening));
export const follow = (opening: Opening) => act(() => emit("rehearsal", opening));
