import { useEffect, useRef } from "react";

import { call } from "../ipc/commands";
import { hear } from "../ipc/listen";
import type { Errand } from "./errand";
import { type Recognised, recognise } from "./recognise";

/** A text that was pasted outside of any field, and the page that can make something of it. */
export interface Offer {
  what: Recognised;
  errand: Errand;
}

interface Wanted {
  /** A paste is only offered: it may have been meant for something else. */
  offer: (offer: Offer) => void;
  /** A drop is meant. */
  send: (errand: Errand) => void;
  /** A file that no page opens. */
  unknown: (path: string) => void;
}

/** Paste anywhere, and drop of files and folders anywhere. */
export function usePasteAndDrop(wanted: Wanted): void {
  const newest = useRef(wanted);
  useEffect(() => {
    newest.current = wanted;
  });
  useEffect(() => {
    const pasted = (event: ClipboardEvent) => {
      const offer = isField(event.target) ? null : offerOf(event.clipboardData?.getData("text") ?? "");
      if (offer !== null) {
        newest.current.offer(offer);
      }
    };
    window.addEventListener("paste", pasted);
    const stop = hear<{ paths: string[] }>("tauri://drag-drop", ({ paths }) => {
      const [path] = paths;
      if (path !== undefined) {
        void drop(path, newest.current);
      }
    });
    return () => {
      window.removeEventListener("paste", pasted);
      stop();
    };
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable=true]") !== null;
}

function offerOf(text: string): Offer | null {
  const what = recognise(text);
  switch (what) {
    case null:
      return null;
    case "token":
      return { what, errand: { page: "token", do: "check", text } };
    case "manifest":
      return { what, errand: { page: "manifest", do: "check-text", text } };
    case "error":
      return { what, errand: { page: "diagnose", do: "diagnose", text } };
  }
}

async function drop(path: string, { send, unknown }: Wanted): Promise<void> {
  const what = await call("recognise_path", { path }).catch(() => "other" as const);
  switch (what) {
    case "manifest":
      return send({ page: "manifest", do: "open", path });
    case "registration":
      return send({ page: "register", do: "import", path });
    case "project":
      return send({ page: "overview", do: "open-project", path });
    case "other":
      return unknown(path);
  }
}
