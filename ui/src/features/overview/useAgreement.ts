import { useCallback, useEffect, useRef, useState } from "react";

import type { Agreement } from "../../ipc/bindings/Agreement";
import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";
import { hear } from "../../ipc/listen";

export interface Compared {
  /** The newest answer; nothing before the first. */
  agreement: Agreement | null;
  /** Why there is no newer one. */
  error: AppError | null;
  checking: boolean;
  check: () => void;
}

/** What agrees: looked at whenever the page is shown, when the open manifest's file changes, and when `about` does: whatever
 * tells that what is compared is another thing now. */
export function useAgreement(about: string): Compared {
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
    const stop = hear("manifest", check);
    return () => {
      newest.current += 1;
      stop();
    };
  }, [check, about]);
  return { agreement, error, checking, check };
}
