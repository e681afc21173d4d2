import { type DependencyList, useCallback, useEffect, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";

export interface Read<Result> {
  /** What was read last, also where it could not be read anew. */
  value: Result | null;
  /** Why it could not be read, or why something was not done. */
  error: AppError | null;
  again: () => void;
  /** Does something that answers with the value as it is then. */
  change: (doing: Promise<Result>) => Promise<void>;
  fail: (error: AppError) => void;
}

/** Reads when the part is shown, and anew when one of `of` changes. The last answer counts, whichever came last. */
export function useRead<Result>(read: () => Promise<Result>, of: DependencyList = []): Read<Result> {
  const [value, setValue] = useState<Result | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const newest = useRef(0);
  const reading = useRef(read);
  useEffect(() => {
    reading.current = read;
  });
  const follow = useCallback((answer: Promise<Result>) => {
    const turn = ++newest.current;
    return answer.then(
      (result) => {
        if (turn === newest.current) {
          setValue(result);
          setError(null);
        }
      },
      (refused: AppError) => {
        if (turn === newest.current) {
          setError(refused);
        }
      },
    );
  }, []);
  const again = useCallback(() => void follow(reading.current()), [follow]);
  useEffect(() => {
    again();
    return () => {
      newest.current += 1;
    };
  }, of);
  return { value, error, again, change: follow, fail: setError };
}
