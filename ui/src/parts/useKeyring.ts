import { useCallback, useEffect, useRef, useState } from "react";

import type { AppError } from "../ipc/bindings/AppError";
import type { KeyringProgress } from "../ipc/bindings/KeyringProgress";
import { call } from "../ipc/commands";

export interface Told {
  title: string;
  /** Clauses, as Rust has them. */
  notes: readonly string[];
}

export type Hear = (event: KeyringProgress) => void;

export interface Keyring {
  working: boolean;
  /** Seconds for which somebody may unlock the keyring; `null` while nobody has to. */
  waiting: number | null;
  told: Told | null;
  error: AppError | null;
  /** Does it unless something else is done. Answers why it was not done; `expected` ones are not shown. */
  run: (work: (hear: Hear) => Promise<Told>, expected?: (error: AppError) => boolean) => Promise<AppError | "busy" | null>;
  stop: () => void;
}

/** Into the keyring and out of it, one thing at a time. `changed`: what is kept is another now. */
export function useKeyring(changed: () => void): Keyring {
  const [working, setWorking] = useState(false);
  const [waiting, setWaiting] = useState<number | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const runs = useRef(false);

  const stop = useCallback(() => void call("cancel", { work: "secret" }).catch(() => undefined), []);
  // A page that was left waits for nobody.
  useEffect(() => () => (runs.current ? stop() : undefined), [stop]);

  const run: Keyring["run"] = async (work, expected = () => false) => {
    if (runs.current) {
      return "busy";
    }
    runs.current = true;
    setWorking(true);
    setTold(null);
    setError(null);
    try {
      setTold(await work(({ seconds }) => setWaiting(seconds)));
      changed();
      return null;
    } catch (reason) {
      const refused = reason as AppError;
      if (!expected(refused)) {
        setError(refused);
      }
      return refused;
    } finally {
      runs.current = false;
      setWorking(false);
      setWaiting(null);
    }
  };
  return { working, waiting, told, error, run, stop };
}
