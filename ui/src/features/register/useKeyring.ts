import { useCallback, useEffect, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import { call, callWithProgress } from "../../ipc/commands";
import { register } from "../../text/register";

const text = register.secret;

interface Told {
  title: string;
  /** Clauses, as Rust has them. */
  notes: readonly string[];
}

export interface Keyring {
  working: boolean;
  /** Seconds for which somebody may unlock the keyring; `null` while nobody has to. */
  waiting: number | null;
  told: Told | null;
  error: AppError | null;
  /** The secret in the clipboard, which the page never sees. Whether it is kept. */
  keep: (end: string | null) => Promise<boolean>;
  remove: () => Promise<boolean>;
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

  const run = async (work: () => Promise<Told>): Promise<boolean> => {
    if (runs.current) {
      return false;
    }
    runs.current = true;
    setWorking(true);
    setTold(null);
    setError(null);
    try {
      setTold(await work());
      changed();
      return true;
    } catch (reason) {
      setError(reason as AppError);
      return false;
    } finally {
      runs.current = false;
      setWorking(false);
      setWaiting(null);
    }
  };
  const keep = (end: string | null) =>
    run(async () => {
      const stored = await callWithProgress("keep_secret", { end }, ({ seconds }) => setWaiting(seconds));
      return { title: stored.replaced ? text.replaced : text.stored, notes: stored.notes };
    });
  const remove = () =>
    run(async () => {
      const notes = await callWithProgress("delete_secret", {}, ({ seconds }) => setWaiting(seconds));
      return { title: text.deleted, notes };
    });
  return { working, waiting, told, error, keep, remove, stop };
}
