/** WebKitGTK names no key where Shift is held with Tab (GDK's `ISO_Left_Tab`): it says "Unidentified". Fluent's tab lists,
 * toolbars and dialogs look for "Tab", and without the name there would be no way back out of them.
 *
 * To be called before anything else listens for keys. */
export function nameShiftTab(): void {
  window.addEventListener("keydown", nameIt, true);
  window.addEventListener("keyup", nameIt, true);
}

function nameIt(event: KeyboardEvent) {
  // The key code is what it has in every engine.
  if (event.key === "Unidentified" && event.shiftKey && (event.code === "Tab" || event.keyCode === 9)) {
    Object.defineProperty(event, "key", { value: "Tab" });
  }
}
