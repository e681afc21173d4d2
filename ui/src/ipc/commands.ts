import { invoke } from "@tauri-apps/api/core";

import type { About } from "./bindings/About";
import type { AppError } from "./bindings/AppError";
import type { PracticeAddresses } from "./bindings/PracticeAddresses";

export type NoArguments = Record<string, never>;

/** Every command of Rust: its arguments and its result. `cargo xtask tidy` compares the names with those in src-tauri. */
export interface Commands {
  about: { args: NoArguments; result: About };
  practice: { args: NoArguments; result: PracticeAddresses | null };
}

/** Rejects with an {@link AppError} and with nothing else. */
export async function call<Name extends keyof Commands>(
  name: Name,
  args: Commands[Name]["args"],
): Promise<Commands[Name]["result"]> {
  try {
    return await invoke<Commands[Name]["result"]>(name, args);
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
