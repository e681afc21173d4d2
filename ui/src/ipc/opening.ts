import type { Opening } from "./bindings/Opening";
import { hearAll } from "./listen";

export interface OpeningEvents {
  /** Rust asks for a page: a tray action answered, a notification was clicked, or a second start came. */
  show: (opening: Opening) => void;
  /** A rehearsal went on or ended, whoever started it. */
  rehearsal: (opening: Opening) => void;
  /** A sign-in got a token; the page that is shown stays. */
  token: (opening: Opening) => void;
}

/** `onListening` comes once nothing is missed any more, or never will be heard: then the window still asks `opening`. */
export function listenToOpening(events: OpeningEvents, onListening: () => void): () => void {
  return hearAll<Record<keyof OpeningEvents, Opening>>(events, onListening);
}
