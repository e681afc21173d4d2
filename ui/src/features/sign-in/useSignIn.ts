import { useCallback, useReducer, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { SignInAsked } from "../../ipc/bindings/SignInAsked";
import type { SignInEvent } from "../../ipc/bindings/SignInEvent";
import type { SignedInView } from "../../ipc/bindings/SignedInView";
import { call, callWithProgress } from "../../ipc/commands";
import { type Attempt, nothingAsked, reduce } from "./attempt";

/** One sign-in at a time: begun, followed, stopped. `ended` is called after each. With another `of`, on which a sign-in depends,
 * the last one's end is told no more. */
export function useSignIn(ended: () => void, of: string) {
  const [state, dispatch] = useReducer(reduce, nothingAsked);
  const [shownOf, setShownOf] = useState(of);
  if (shownOf !== of) {
    setShownOf(of);
    dispatch({ do: "forget" });
  }
  const runs = useRef(false);

  const follow = useCallback(
    (
      way: Attempt["way"],
      asked: SignInAsked | null,
      begin: (hear: (event: SignInEvent) => void) => Promise<SignedInView>,
    ) => {
      // The one that runs is shown, and can be stopped.
      if (runs.current) {
        return;
      }
      runs.current = true;
      dispatch({ do: "begin", way, asked, at: Date.now() });
      begin((event) => dispatch({ do: "hear", event, at: Date.now() }))
        .then(
          (answer) => dispatch({ do: "end", answer }),
          (error: AppError) => dispatch({ do: "fail", error }),
        )
        .finally(() => {
          runs.current = false;
          ended();
        });
    },
    [ended],
  );
  const start = useCallback(
    (wanted: Partial<SignInAsked>) => {
      const asked: SignInAsked = { way: "browser", account: null, scopes: [], prompt: null, claims: null, ...wanted };
      follow(asked.way, asked, (hear) => callWithProgress("sign_in", { asked }, hear));
    },
    [follow],
  );
  const again = useCallback(
    (account: string | null) => follow("silent", null, (hear) => callWithProgress("sign_in_again", { account }, hear)),
    [follow],
  );
  const stop = useCallback(() => {
    dispatch({ do: "stop" });
    call("cancel", { work: "sign-in" }).catch(() => undefined);
  }, []);
  return { ...state, start, again, stop };
}
