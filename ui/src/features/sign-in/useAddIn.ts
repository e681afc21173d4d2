import { useCallback, useEffect, useRef, useState } from "react";

import type { AddInView } from "../../ipc/bindings/AddInView";
import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";

/** Whose sign-in this is, and who has signed in: read when the page is shown, when it is asked for, and when `of`, on which it
 * depends, is another. */
export function useAddIn(of: string): { addIn: AddInView | null; error: AppError | null; read: () => void } {
  const [known, setKnown] = useState<{ addIn: AddInView | null; error: AppError | null }>({ addIn: null, error: null });
  const newest = useRef(0);
  const read = useCallback(() => {
    const mine = ++newest.current;
    const keep = (known: { addIn: AddInView | null; error: AppError | null }) => mine === newest.current && setKnown(known);
    call("add_in", {}).then(
      (addIn) => keep({ addIn, error: null }),
      (error: AppError) => keep({ addIn: null, error }),
    );
  }, []);
  useEffect(read, [read, of]);
  return { ...known, read };
}
