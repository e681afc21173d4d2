import { useCallback, useEffect, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";

/** How long nothing is typed before it counts. */
const pause = 400;

export interface Typed {
  value: string;
  error: AppError | null;
  type: (value: string) => void;
  /** At once, as when the field is left. */
  finish: () => void;
}

/** A text field that is applied as it is typed. What is refused stays in the field with what is wrong with it.
 *
 * `shown`: as it is kept. `apply` rejects with what is wrong. */
export function useTyped(shown: string, apply: (value: string) => Promise<void>): Typed {
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const newest = useRef(0);
  const applied = useRef<string | null>(null);

  const send = useCallback(
    (value: string) => {
      if (applied.current === value) {
        return;
      }
      applied.current = value;
      const turn = ++newest.current;
      apply(value).then(
        () => {
          if (turn === newest.current) {
            setError(null);
            // The field shows again what is kept, unless more was typed since.
            setTyped((now) => (now === value ? null : now));
            applied.current = null;
          }
        },
        (reason: AppError) => turn === newest.current && setError(reason),
      );
    },
    [apply],
  );

  useEffect(() => {
    if (typed === null) {
      return;
    }
    const timer = setTimeout(() => send(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, send]);

  const type = useCallback((value: string) => {
    applied.current = null;
    setTyped(value);
  }, []);
  const finish = useCallback(() => typed !== null && send(typed), [typed, send]);
  return { value: typed ?? shown, error, type, finish };
}
