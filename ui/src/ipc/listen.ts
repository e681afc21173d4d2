import { listen } from "@tauri-apps/api/event";

type Heard<Payloads> = { [Event in keyof Payloads & string]: (payload: Payloads[Event]) => void };

/** Hears an event of Rust's until the answer is called. Where events cannot be had, the window goes on without them. */
export function hear<Payload>(event: string, heard: (payload: Payload) => void, onListening?: () => void): () => void {
  return hearAll<Record<string, Payload>>({ [event]: heard }, onListening);
}

/** The same of several. `onListening` comes once nothing is missed any more, or never will be heard: what is asked for then is
 * no older than what is told. */
export function hearAll<Payloads>(heard: Heard<Payloads>, onListening: () => void = () => undefined): () => void {
  let wanted = true;
  const events = Object.keys(heard) as (keyof Payloads & string)[];
  const listening = events.map((event) =>
    listen<Payloads[typeof event]>(event, ({ payload }) => wanted && heard[event](payload)),
  );
  void Promise.allSettled(listening).then(() => wanted && onListening());
  return () => {
    wanted = false;
    for (const each of listening) {
      each.then((stop) => stop()).catch(() => undefined);
    }
  };
}
