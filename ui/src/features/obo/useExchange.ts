import { useCallback, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import type { OnBehalfOfAsked } from "../../ipc/bindings/OnBehalfOfAsked";
import type { OnBehalfOfEvent } from "../../ipc/bindings/OnBehalfOfEvent";
import { call, callWithProgress } from "../../ipc/commands";

export interface Exchange {
  /** The last that was told of the one that runs; `null` while none runs. */
  running: OnBehalfOfEvent | "start" | null;
  stopping: boolean;
  /** The newest answer; it stays while another runs. */
  answer: ExchangeView | null;
  /** Why the newest run has none. */
  error: AppError | null;
  /** Tells one end from the next. */
  serial: number;
}

const nothing: Exchange = { running: null, stopping: false, answer: null, error: null, serial: 0 };

/** One exchange at a time: run, followed, stopped. With another `of`, on which it depends, the last one's end is told no more. */
export function useExchange(ended: () => void, of: string) {
  const [exchange, setExchange] = useState<Exchange>(nothing);
  const [shownOf, setShownOf] = useState(of);
  if (shownOf !== of) {
    setShownOf(of);
    setExchange(({ running, stopping }) => ({ ...nothing, running, stopping }));
  }
  const runs = useRef(false);
  const run = useCallback(
    (asked: OnBehalfOfAsked) => {
      // The one that runs is shown, and can be stopped.
      if (runs.current) {
        return;
      }
      runs.current = true;
      setExchange((known) => ({ ...known, running: "start", stopping: false, error: null }));
      const over = (end: Partial<Exchange>) =>
        setExchange((known) => ({ ...known, running: null, stopping: false, serial: known.serial + 1, ...end }));
      callWithProgress("exchange", { asked }, (event) => setExchange((known) => ({ ...known, running: event })))
        .then(
          (answer) => over({ answer, error: null }),
          (error: AppError) => over(error.code === "cancelled" ? {} : { error, answer: null }),
        )
        .finally(() => {
          runs.current = false;
          ended();
        });
    },
    [ended],
  );
  const stop = useCallback(() => {
    setExchange((known) => ({ ...known, stopping: true }));
    call("cancel", { work: "on-behalf-of" }).catch(() => undefined);
  }, []);
  return { exchange, run, stop };
}
