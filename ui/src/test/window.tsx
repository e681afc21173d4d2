import { emit } from "@tauri-apps/api/event";
import { act, render, screen } from "@testing-library/react";

import { App } from "../App";
import type { Opening } from "../ipc/bindings/Opening";

/** The window, once Rust has said what to open with. */
export async function open() {
  render(<App />);
  await screen.findByTestId("page-title");
}

export const part = (id: string) => screen.getByTestId(id);
export const title = () => part("page-title").textContent;
export const outcome = (step: string) => part(`step-${step}`).dataset["outcome"];

/** The events by which Rust tells an open window. */
export const show = (opening: Opening) => act(() => emit("show", opening));
export const follow = (opening: Opening) => act(() => emit("rehearsal", opening));
