import { listen } from "@tauri-apps/api/event";

import type { Opening } from "./bindings/Opening";

/** Rust asks an open window for a page: a tray action answered, a notification was clicked, or a second start came. */
export function onShow(show: (opening: Opening) => void): () => void {
  const listening = listen<Opening>("show", (event) => show(event.payload));
  // Without the event the window still works: `opening` tells the same whenever it is opened again.
  listening.catch(() => undefined);
  return () => {
    listening.then((stop) => stop()).catch(() => undefined);
  };
}
