import { useEffect } from "react";

/** In milliseconds: a menu or dialog that closes gives the focus back itself, after its last frame. */
const patience = 120;
const dialog = "[role=dialog], [role=alertdialog]";
/** How far back is remembered outside of dialogs: a line of a menu that opened a dialog is gone, the menu's button is not. */
const steps = 8;

/** Where the element that has the focus is taken away and nothing else takes it, what is shown does: behind a dialog that
 * was closed the control that opened it, else the title of the dialog or page. Without it the next Tab would begin at the
 * top of the window, and a screen reader would say nothing. */
export function useFocusKept(): void {
  useEffect(() => {
    let before: { element: HTMLElement; inDialog: boolean }[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => before[0]?.element.isConnected === false && document.activeElement === document.body;
    const give = () => {
      if (isLost()) {
        (opener() ?? title())?.focus({ preventScroll: true });
      }
    };
    const opener = () => {
      const closed = before[0]?.inDialog === true && document.querySelector(dialog) === null;
      return closed ? before.find(({ element, inDialog }) => !inDialog && isShown(element))?.element : undefined;
    };
    const taken = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) {
        const inDialog = target.closest(dialog) !== null;
        // Of a dialog only where one is in it: however long that takes, what opened it is remembered.
        const kept = before[0]?.inDialog === true ? before.slice(1) : before;
        before = [{ element: target, inDialog }, ...kept].slice(0, steps);
      }
    };
    const changed = new MutationObserver(() => {
      if (isLost()) {
        clearTimeout(timer);
        timer = setTimeout(give, patience);
      }
    });
    document.addEventListener("focusin", taken);
    // A dialog stands beside the app.
    changed.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", taken);
      changed.disconnect();
      clearTimeout(timer);
    };
  }, []);
}

/** React hides a page that was left. */
const hidden = "[data-page][style*=none]";

function isShown(element: Element) {
  return element.isConnected && element.closest(hidden) === null;
}

function title() {
  const open = [...document.querySelectorAll(dialog)].at(-1);
  const title = open?.querySelector<HTMLElement>("h2") ?? [...document.querySelectorAll<HTMLElement>("h1")].find(isShown);
  if (title !== undefined) {
    title.tabIndex = -1;
  }
  return title;
}
