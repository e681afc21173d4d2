import { createContext, useContext, useEffect, useRef } from "react";

import type { Page } from "../ipc/bindings/Page";
import type { Status } from "../ipc/bindings/Status";
import type { Errand, ErrandOf } from "./errand";

/** What every page may know and ask of the window around it. */
export interface Surroundings {
  status: Status;
  page: Page;
  go: (page: Page) => void;
  /** Goes to the errand's page, which then does it. */
  send: (errand: Errand) => void;
  /** What was sent and is not yet done; `done` takes it away. */
  errand: { errand: Errand; done: () => void } | null;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === null) {
    throw new Error("a page stands in no window");
  }
  return surroundings;
}

/** Where requests go, as a text: what was answered in one environment says nothing about another. The tenant is not in it: a
 * sign-in may tell it. */
export function environmentOf({ environment }: Status): string {
  return JSON.stringify([environment.cloud, environment.name]);
}

/** Does what another page sent here, once. */
export function useErrand<Of extends Page>(page: Of, run: (errand: ErrandOf<Of>) => void): void {
  const { errand } = useSurroundings();
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  });
  useEffect(() => {
    if (errand !== null && errand.errand.page === page) {
      errand.done();
      newest.current(errand.errand as ErrandOf<Of>);
    }
  }, [errand, page]);
}
