import type { TokenView } from "../../ipc/bindings/TokenView";
import type { State } from "../../journey";

/** A token that was only read is neither fine nor failing. */
export function tokenStateOf(view: TokenView): State {
  if (view.checks.some(({ outcome }) => outcome === "fail")) {
    return "fail";
  }
  return view.passed ? "fine" : "warn";
}
