import { useCallback, useReducer } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { SignInAsked } from "../../ipc/bindings/SignInAsked";
import { call, callWithProgress } from "../../ipc/commands";
import { nothingAsked, reduce } from "./attempt";

/** One sign-in at a time: begun, followed, stopped. `ended` is called after each. */
export function useSignIn(ended: () => void) {
  const [state, dispatch] = useReducer(reduce, nothingAsked);

  const start = useCallback(
    (wanted: Partial<SignInAsked>) => {
      const asked: SignInAsked = { way: "browser", account: null, scopes: [], prompt: null, claims: null, ...wanted };
      dispatch({ do: "begin", way: asked.way, asked, at: Date.now() });
      callWithProgress("sign_in", { asked }, (event) => dispatch({ do: "hear", event, at: Date.now() }))
        .then(
          (answer) => dispatch({ do: "end", answer }),
          (error: AppError) => dispatch({ do: "fail", error }),
        )
        .finally(ended);
    },
    [ended],
  );
  const again = useCallback(
    (account: string | null) => {
      dispatch({ do: "begin", way: "silent", asked: null, at: Date.now() });
      callWithProgress("sign_in_again", { account }, (event) => dispatch({ do: "hear", event, at: Date.now() }))
        .then(
          (answer) => dispatch({ do: "end", answer }),
          (error: AppError) => dispatch({ do: "fail", error }),
        )
        .finally(ended);
    },
    [ended],
  );
  const stop = useCallback(() => {
    dispatch({ do: "stop" });
    call("cancel", { work: "sign-in" }).catch(() => undefined);
  }, []);
  return { ...state, start, again, stop };
}
