import { Channel, invoke } from "@tauri-apps/api/core";

import type { AppError } from "./bindings/AppError";
import type { ActivityCommands } from "./commands/activity";
import type { DiagnoseCommands } from "./commands/diagnose";
import type { ManifestCommands } from "./commands/manifest";
import type { OnBehalfOfCommands } from "./commands/on-behalf-of";
import type { OverviewCommands } from "./commands/overview";
import type { ProfileCommands } from "./commands/profile";
import type { RegisterCommands } from "./commands/register";
import type { SettingsCommands } from "./commands/settings";
import type { ShellCommands } from "./commands/shell";
import type { SignInCommands } from "./commands/sign-in";
import type { TokenCommands } from "./commands/token";

export type { NoArguments } from "./call";

/** Every command of Rust: its arguments, its result and, where it reports progress, its event; a file a page.
 * `cargo xtask tidy` compares the names with those in src-tauri. */
export interface Commands
  extends ActivityCommands,
    DiagnoseCommands,
    ManifestCommands,
    OnBehalfOfCommands,
    OverviewCommands,
    ProfileCommands,
    RegisterCommands,
    SettingsCommands,
    ShellCommands,
    SignInCommands,
    TokenCommands {}

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
