import { useCallback, useEffect, useRef, useState } from "react";

import type { Agreement } from "../../ipc/bindings/Agreement";
import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";

export interface Compared {
  /** The newest answer; nothing before the first. */
  agreement: Agreement | null;
  /** Why there is no newer one. */
  error: AppError | null;
  checking: boolean;
  check: () => void;
}

/** What agrees, looked at whenever the page is shown, and when `project` changes. */
export function useAgreement(project: string | null): Compared {
  const [agreement, setAgreement] = useState<Agreement | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [checking, setChecking] = useState(false);
  const newest = useRef(0);
  const check = useCallback(() => {
    newest.current += 1;
    const mine = newest.current;
    const isNewest = () => mine === newest.current;
    setChecking(true);
    call("agreement", {})
      .then(
        (answer) => {
          if (isNewest()) {
            setAgreement(answer);
            setError(null);
          }
        },
        (reason: AppError) => isNewest() && setError(reason),
      )
      .finally(() => isNewest() && setChecking(false));
  }, []);
  useEffect(() => {
    check();
    return () => {
      newest.current += 1;
    };
  }, [check, project]);
  return { agreement, error, checking, check };
}
