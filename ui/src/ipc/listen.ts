import { listen } from "@tauri-apps/api/event";

/** Hears an event of Rust's until the answer is called. Where events cannot be had, the window goes on without them. */
export function hear<Payload>(event: string, heard: (payload: Payload) => void): () => void {
  let wanted = true;
  const listening = listen<Payload>(event, ({ payload }) => wanted && heard(payload));
  listening.catch(() => undefined);
  return () => {
    wanted = false;
    listening.then((stop) => stop()).catch(() => undefined);
  };
}
