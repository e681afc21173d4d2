import { useCallback, useState } from "react";

import type { Account } from "../../ipc/bindings/Account";
import type { AppError } from "../../ipc/bindings/AppError";
import { call, callWithProgress } from "../../ipc/commands";

interface SignOut {
  running: boolean;
  /** The keyring is locked, and somebody is asked for its password. */
  locked: boolean;
  forgotten: readonly Account[] | null;
  error: AppError | null;
}

const nothing: SignOut = { running: false, locked: false, forgotten: null, error: null };

/** One sign-out at a time: of an account, or of all (`null`). `ended` is called after each. */
export function useSignOut(ended: () => void) {
  const [state, setState] = useState(nothing);
  const signOut = useCallback(
    (account: string | null) => {
      setState({ ...nothing, running: true });
      callWithProgress("sign_out", { account }, () => setState((known) => ({ ...known, locked: true })))
        .then(
          ({ forgotten }) => setState({ ...nothing, forgotten }),
          (error: AppError) => setState(error.code === "cancelled" ? nothing : { ...nothing, error }),
        )
        .finally(ended);
    },
    [ended],
  );
  const stop = useCallback(() => {
    call("cancel", { work: "sign-out" }).catch(() => undefined);
  }, []);
  return { ...state, signOut, stop };
}
