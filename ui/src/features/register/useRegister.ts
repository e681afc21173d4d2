import { useCallback, useEffect, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { FactKind } from "../../ipc/bindings/FactKind";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { call } from "../../ipc/commands";

export interface RegisterState {
  view: RegisterView | null;
  /** Why there is nothing to show. */
  error: AppError | null;
  /** Why the last tick was not kept. */
  tickError: AppError | null;
  reload: () => void;
  /** In place of the view that is shown: another command answered it. */
  show: (view: RegisterView) => void;
  /** Rejects with what is wrong with it; the facts are then as they were. */
  setFact: (fact: FactKind, values: string[]) => Promise<void>;
  tick: (id: string, inPlace: boolean) => void;
}

/** The page as Rust knows it. Changes go one after the other, in the order in which they were made. */
export function useRegister(): RegisterState {
  const [view, setView] = useState<RegisterView | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [tickError, setTickError] = useState<AppError | null>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());

  const inTurn = useCallback((ask: () => Promise<RegisterView>): Promise<void> => {
    const answer = last.current.then(ask).then((told) => {
      setView(told);
      setError(null);
    });
    last.current = answer.catch(() => undefined);
    return answer;
  }, []);

  const reload = useCallback(() => {
    inTurn(() => call("register", {})).catch((reason: AppError) => setError(reason));
  }, [inTurn]);
  // Each time the page is shown: another page, or another program, may have changed the profile meanwhile.
  useEffect(reload, [reload]);

  const setFact = useCallback(
    (fact: FactKind, values: string[]) => inTurn(() => call("set_fact", { fact, values })),
    [inTurn],
  );
  const tick = useCallback(
    (id: string, inPlace: boolean) => {
      setTickError(null);
      inTurn(() => call("tick_value", { id, inPlace })).catch((reason: AppError) => setTickError(reason));
    },
    [inTurn],
  );
  return { view, error, tickError, reload, show: setView, setFact, tick };
}
