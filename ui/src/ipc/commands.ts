import { Channel, invoke } from "@tauri-apps/api/core";

import type { About } from "./bindings/About";
import type { AppError } from "./bindings/AppError";
import type { Mistake } from "./bindings/Mistake";
import type { Opening } from "./bindings/Opening";
import type { PracticeAddresses } from "./bindings/PracticeAddresses";
import type { RehearsalView } from "./bindings/RehearsalView";
import type { RehearseEvent } from "./bindings/RehearseEvent";
import type { TokenView } from "./bindings/TokenView";

export type NoArguments = Record<string, never>;

/** Every command of Rust: its arguments, its result and, where it reports progress, its event. `cargo xtask tidy`
 * compares the names with those in src-tauri. */
export interface Commands {
  about: { args: NoArguments; result: About };
  cancel_rehearsal: { args: NoArguments; result: null };
  inspect_clipboard: { args: NoArguments; result: TokenView };
  opening: { args: NoArguments; result: Opening };
  practice: { args: NoArguments; result: PracticeAddresses | null };
  rehearse: { args: { mistake: Mistake | null }; result: RehearsalView; event: RehearseEvent };
}

/** The commands that report progress. */
type Reporting = {
  [Name in keyof Commands]: Commands[Name] extends { event: unknown } ? Name : never;
}[keyof Commands];

/** Rejects with an {@link AppError} and with nothing else. */
export function call<Name extends Exclude<keyof Commands, Reporting>>(
  name: Name,
  args: Commands[Name]["args"],
): Promise<Commands[Name]["result"]> {
  return answerOf(name, args);
}

/** As {@link call}, for a command that tells how far it is while it works. */
export function callWithProgress<Name extends Reporting>(
  name: Name,
  args: Commands[Name]["args"],
  onEvent: (event: Commands[Name]["event"]) => void,
): Promise<Commands[Name]["result"]> {
  return answerOf(name, { ...args, events: new Channel(onEvent) });
}

async function answerOf<Result>(name: string, args: Record<string, unknown>): Promise<Result> {
  try {
    return await invoke<Result>(name, args);
  } catch (reason) {
    throw toAppError(reason);
  }
}

/** Tauri itself rejects with a sentence, for instance when a permission is missing. */
function toAppError(reason: unknown): AppError {
  if (typeof reason === "object" && reason !== null && "code" in reason && "message" in reason) {
    return reason as AppError;
  }
  return { code: "window-call", message: String(reason), hint: null };
}
