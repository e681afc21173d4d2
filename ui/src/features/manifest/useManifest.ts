import { useCallback, useEffect, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { ManifestShown } from "../../ipc/bindings/ManifestShown";
import type { NewManifest } from "../../ipc/bindings/NewManifest";
import type { Wanted } from "../../ipc/bindings/Wanted";
import { call } from "../../ipc/commands";
import { hear } from "../../ipc/listen";

/** What was done last, and how it went. */
export type Done =
  | { did: Did | "changed"; error: null }
  /** `of`: the file or folder that was to be opened. */
  | { did: Did; error: AppError; of: string | null };

type Did = "opened" | "applied" | "undone";

export interface OpenManifest {
  /** `undefined` until Rust has said whether one is open. */
  shown: ManifestShown | null | undefined;
  done: Done | null;
  busy: boolean;
  /** Another one after each thing that a person did whose answer is to be read from its title on. */
  serial: number;
  open: (file: string) => void;
  /** A text that is no file. */
  checkText: (text: string) => void;
  /** Rejects with an AppError; then nothing was written. */
  make: (manifest: NewManifest) => Promise<void>;
  want: (wanted: Partial<Wanted>) => void;
  apply: () => void;
  undo: () => void;
  again: () => void;
  close: () => void;
}

const isOlder = (one: ManifestShown, other: ManifestShown) =>
  Date.parse(one.view.read) < Date.parse(other.view.read);

/** An answer may be told on its way past another one: an older look is no news. */
const newer = (told: ManifestShown | null) => (known: ManifestShown | null | undefined) =>
  known != null && told !== null && isOlder(told, known) ? known : told;

/** The manifest that is open, as Rust holds and watches it. */
export function useManifest(): OpenManifest {
  const [shown, setShown] = useState<ManifestShown | null | undefined>(undefined);
  const [done, setDone] = useState<Done | null>(null);
  const [busy, setBusy] = useState(false);
  // Of several that are under way the last one counts.
  const turn = useRef(0);

  const [serial, setSerial] = useState(0);

  const follow = useCallback((answer: Promise<ManifestShown>, did: Did, { anew = true, of = null as string | null } = {}) => {
    const mine = ++turn.current;
    const last = () => turn.current === mine;
    setBusy(true);
    answer
      .then((shown) => {
        if (last()) {
          setShown(shown);
          setDone({ did, error: null });
          setSerial((serial) => (anew ? serial + 1 : serial));
        }
      })
      .catch((error: AppError) => {
        if (last()) {
          setDone({ did, error, of });
        }
        // What could not be done to what is shown may say that it is so no more.
        return did === "opened" ? undefined : call("manifest_shown", {}).then((now) => last() && setShown(newer(now)));
      })
      .catch(() => undefined)
      .finally(() => last() && setBusy(false));
  }, []);

  useEffect(() => {
    let wanted = true;
    // What a person did before they went elsewhere still comes to its end.
    const before = turn.current;
    const told = (payload: ManifestShown) => {
      // What is under way goes on: its answer is newer.
      setShown(newer(payload));
      setDone((done) => (done?.error ? done : { did: "changed", error: null }));
    };
    const stop = hear("manifest", told, () => {
      call("manifest_shown", {}).then(
        (answer) => wanted && turn.current === before && setShown(newer(answer)),
        // Nothing is open then, and a file can be.
        () => wanted && setShown((before) => before ?? null),
      );
    });
    return () => {
      wanted = false;
      stop();
    };
  }, []);

  const file = shown?.view.file;
  const digest = shown?.view.digest;
  return {
    shown,
    done,
    busy,
    serial,
    open: (file) => follow(call("manifest_open", { file }), "opened", { of: file }),
    checkText: (text) => follow(call("manifest_check_text", { text }), "opened"),
    make: async (manifest) => {
      const made = await call("manifest_new", { new: manifest });
      follow(Promise.resolve(made), "opened");
    },
    want: (more) =>
      shown != null && follow(call("manifest_want", { wanted: { ...shown.wanted, ...more } }), "opened", { anew: false }),
    apply: () => digest !== undefined && follow(call("manifest_apply", { digest }), "applied"),
    undo: () => follow(call("manifest_undo", {}), "undone"),
    again: () => file !== undefined && follow(call("manifest_open", { file }), "opened", { anew: false }),
    close: () => {
      turn.current += 1;
      setShown(null);
      setDone(null);
      setBusy(false);
      call("manifest_close", {}).catch(() => undefined);
    },
  };
}
