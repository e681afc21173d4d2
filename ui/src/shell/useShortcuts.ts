import { useEffect, useRef } from "react";

import type { Page } from "../ipc/bindings/Page";
import type { Errand } from "../window/errand";
import { pageOfDigit } from "./palette";

interface Wanted {
  search: () => void;
  go: (page: Page) => void;
  send: (errand: Errand) => void;
}

/** Ctrl (⌘ on a Mac) with K: search; with a digit: that page; with a comma: settings; with Shift and I: the token in the
 * clipboard. */
export function useShortcuts(wanted: Wanted): void {
  const newest = useRef(wanted);
  useEffect(() => {
    newest.current = wanted;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) {
        return;
      }
      const run = shortcut(event, newest.current);
      if (run !== null) {
        event.preventDefault();
        run();
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}

function shortcut({ key, shiftKey }: KeyboardEvent, { search, go, send }: Wanted): (() => void) | null {
  if (shiftKey) {
    return key.toLowerCase() === "i" ? () => send({ page: "token", do: "inspect-clipboard" }) : null;
  }
  if (key.toLowerCase() === "k") {
    return search;
  }
  if (key === ",") {
    return () => go("settings");
  }
  const page = /^[1-9]$/.test(key) ? pageOfDigit(Number(key)) : undefined;
  return page === undefined ? null : () => go(page);
}
