import { listen } from "@tauri-apps/api/event";
import { useEffect, useState } from "react";

import type { Status } from "./bindings/Status";
import { call } from "./commands";

/** Profile, environment and journey as Rust tells them, from the first answer on. */
export function useStatus(): Status | null {
  const [status, setStatus] = useState<Status | null>(null);
  useEffect(() => {
    let wanted = true;
    let told = false;
    const listening = listen<Status>("status", ({ payload }) => {
      told = true;
      if (wanted) {
        setStatus(payload);
      }
    });
    listening
      .catch(() => undefined)
      .then(() => call("status", {}))
      // What was told meanwhile is newer.
      .then((answer) => wanted && !told && setStatus(answer))
      .catch(() => undefined);
    return () => {
      wanted = false;
      listening.then((stop) => stop()).catch(() => undefined);
    };
  }, []);
  return status;
}
