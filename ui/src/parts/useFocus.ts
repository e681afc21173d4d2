import { type RefObject, useLayoutEffect, useRef } from "react";

/** Moves the focus to an element when it appears: what had it is gone, and the title says what came in its place. */
export function useFocusOnAppearing(wanted = true): RefObject<HTMLHeadingElement | null> {
  const element = useRef<HTMLHeadingElement>(null);
  // Before anything is drawn: between the two nothing would have the focus.
  useLayoutEffect(() => {
    if (wanted) {
      element.current?.focus({ preventScroll: true });
    }
  }, [wanted]);
  return element;
}
