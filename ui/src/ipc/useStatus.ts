import { useCallback, useEffect, useRef, useState } from "react";

import type { Status } from "./bindings/Status";
import { call } from "./commands";
import { hear } from "./listen";

/** Profile, environment and journey as Rust tells them, from the first answer on; and to have them read again. */
export function useStatus(): { status: Status | null; readAgain: () => void } {
  const [status, setStatus] = useState<Status | null>(null);
  /** What was told meanwhile is newer than an answer. */
  const told = useRef(0);
  const readAgain = useCallback(() => {
    const before = told.current;
    call("status", {}).then(
      (answer) => told.current === before && setStatus(answer),
      // Rust always has one: where it cannot read the profile, its `error` says so.
      () => undefined,
    );
  }, []);
  useEffect(() => {
    const stop = hear<Status>(
      "status",
      (payload) => {
        told.current += 1;
        setStatus(payload);
      },
      readAgain,
    );
    return () => {
      told.current += 1;
      stop();
    };
  }, [readAgain]);
  return { status, readAgain };
}
