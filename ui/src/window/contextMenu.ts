/** In these it has Cut, Copy and Paste. */
const TEXT_FIELDS = "input, textarea, [contenteditable='true']";

/**
 * WebKit's own menu is a browser's (Back, Reload): not over the window, but in a text field. What it returns takes it away
 * again.
 */
export function contextMenuInTextFieldsOnly(document: Document): () => void {
  const suppress = (event: Event): void => {
    if (!(event.target instanceof Element && event.target.closest(TEXT_FIELDS) !== null)) {
      event.preventDefault();
    }
  };
  document.addEventListener("contextmenu", suppress);
  return () => document.removeEventListener("contextmenu", suppress);
}
