import { useCallback, useEffect, useReducer, useRef } from "react";

import type { AppError } from "../ipc/bindings/AppError";
import type { Mistake } from "../ipc/bindings/Mistake";
import type { Opening } from "../ipc/bindings/Opening";
import type { Page } from "../ipc/bindings/Page";
import { call, callWithProgress } from "../ipc/commands";
import { listenToOpening } from "../ipc/opening";
import { nothingKnown, reduce } from "./known";

/** What Rust keeps for the window, mirrored, and what the window may ask of it. */
export function useOpening() {
  const [known, dispatch] = useReducer(reduce, nothingKnown);
  /** Of `rehearsal` and `show`: an answer that was overtaken by one is old. */
  const events = useRef(0);

  useEffect(() => {
    const took = (name: "show" | "follow") => (opening: Opening) => {
      events.current += 1;
      dispatch({ do: name, opening });
    };
    const token = (opening: Opening) => {
      events.current += 1;
      dispatch({ do: "signed-in", opening });
    };
    return listenToOpening({ show: took("show"), rehearsal: took("follow"), token }, () => {
      call("opening", {}).then(
        (opening) => dispatch({ do: "open", opening }),
        // Without an answer the window begins as on its first run.
        () => dispatch({ do: "open", opening: nothingKept }),
      );
    });
  }, []);

  const start = useCallback((mistake: Mistake | null) => {
    dispatch({ do: "ask", mistake });
    callWithProgress("rehearse", { mistake }, (event) => dispatch({ do: "report", event })).then(
      (view) => dispatch({ do: "finish", view }),
      (error: AppError) => {
        if (error.code !== "busy") {
          dispatch({ do: "fail", error });
          return;
        }
        const before = events.current;
        call("opening", {}).then(
          (opening) => dispatch({ do: "refuse", error, opening: events.current === before ? opening : null }),
          () => dispatch({ do: "refuse", error, opening: null }),
        );
      },
    );
  }, []);
  const stop = useCallback(() => {
    dispatch({ do: "stop" });
    call("cancel_rehearsal", {}).catch((error: AppError) => dispatch({ do: "not-stop", error }));
  }, []);
  const inspect = useCallback((text?: string) => {
    dispatch({ do: "read" });
    (text === undefined ? call("inspect_clipboard", {}) : call("check_token", { text })).then(
      (answer) => dispatch({ do: "inspect", answer }),
      (error: AppError) => dispatch({ do: "not-inspect", error }),
    );
  }, []);
  const go = useCallback((page: Page) => dispatch({ do: "go", page }), []);
  const showOwn = useCallback((profile: string) => dispatch({ do: "show-own", profile }), []);
  return { known, go, start, stop, inspect, showOwn };
}

const nothingKept: Opening = {
  page: "overview",
  running: null,
  rehearsal: null,
  rehearsal_error: null,
  token: null,
  token_error: null,
};
