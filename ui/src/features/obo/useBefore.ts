import { useCallback, useEffect, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { BeforeView } from "../../ipc/bindings/BeforeView";
import type { ForeseenView } from "../../ipc/bindings/ForeseenView";
import { call } from "../../ipc/commands";

interface Before {
  view: BeforeView | null;
  error: AppError | null;
}

/** The credential and the choices: read each time the page is shown, and when `of`, on which they depend, is another. */
export function useBefore(of: string): Before & { read: () => void } {
  const [before, setBefore] = useState<Before>({ view: null, error: null });
  const newest = useRef(0);
  const read = useCallback(() => {
    const mine = ++newest.current;
    const keep = (before: Before) => mine === newest.current && setBefore(before);
    call("before_on_behalf_of", {}).then(
      (view) => keep({ view, error: null }),
      (error: AppError) => keep({ view: null, error }),
    );
  }, []);
  useEffect(read, [read, of]);
  return { ...before, read };
}

/** What the exchange would be refused for, looked at anew as what is asked for changes; `null` while there is no token, `undefined`
 * while that is not known. `of`: what else it depends on, as a text. */
export function useForeseen(scopes: readonly string[], of: string): readonly ForeseenView[] | null | undefined {
  const [foreseen, setForeseen] = useState<readonly ForeseenView[] | null | undefined>(undefined);
  const asked = scopes.join(" ");
  useEffect(() => {
    let wanted = true;
    call("foresee", { scopes: asked === "" ? [] : asked.split(" ") }).then(
      (answer) => wanted && setForeseen(answer),
      // What stands in the way is said by the run.
      () => wanted && setForeseen(undefined),
    );
    return () => {
      wanted = false;
    };
  }, [asked, of]);
  return foreseen;
}
