import { useCallback, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { TokenView } from "../../ipc/bindings/TokenView";
import { call } from "../../ipc/commands";
import type { State } from "../../journey";

/** A token that was only read is neither fine nor failing. */
export function tokenStateOf(view: TokenView): State {
  if (view.checks.some(({ outcome }) => outcome === "fail")) {
    return "fail";
  }
  return view.passed ? "fine" : "warn";
}

export type TokenSource = "rehearsal" | "clipboard";

export interface LastToken {
  /** `serial` tells one token's open checks from the next one's. */
  token: { view: TokenView; from: TokenSource; serial: number } | null;
  /** Why the clipboard held none; the token before stays visible. */
  error: AppError | null;
  reading: boolean;
}

/** The last token, from wherever it came. */
export function useToken() {
  const [last, setLast] = useState<LastToken>({ token: null, error: null, reading: false });
  const show = useCallback((view: TokenView, from: TokenSource) => {
    setLast(({ token }) => ({ token: { view, from, serial: (token?.serial ?? 0) + 1 }, error: null, reading: false }));
  }, []);
  const inspect = useCallback(() => {
    setLast((before) => ({ ...before, reading: true }));
    call("inspect_clipboard", {}).then(
      (view) => show(view, "clipboard"),
      (error: AppError) => setLast((before) => ({ ...before, error, reading: false })),
    );
  }, [show]);
  return { last, show, inspect };
}
