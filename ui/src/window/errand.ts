import type { Page } from "../ipc/bindings/Page";
import type { Prompt } from "../ipc/bindings/Prompt";
import type { RegisterRow } from "../ipc/bindings/RegisterRow";

/** What one page asks of another, by its page: it is done once, when that page is shown. */
export type Errand =
  | { page: "register"; do: "import"; path: string }
  /** Brings a row into view; that of the client secret is also where it is kept. */
  | { page: "register"; do: "show"; id: RegisterRow }
  | { page: "manifest"; do: "open"; path: string }
  | { page: "manifest"; do: "fix" }
  /** Of a manifest that was pasted: it is checked, and nothing of it is written anywhere. */
  | { page: "manifest"; do: "check-text"; text: string }
  | { page: "overview"; do: "open-project"; path: string }
  | { page: "sign-in"; do: "sign-in"; scopes?: readonly string[]; claims?: string; prompt?: Prompt }
  /** Without a person, by what the keyring has. */
  | { page: "sign-in"; do: "again" }
  /** The token that was read last, as it stands. */
  | { page: "token"; do: "show" }
  /** That of the last sign-in, whatever was read since. */
  | { page: "token"; do: "show-own" }
  | { page: "token"; do: "inspect-clipboard" }
  | { page: "token"; do: "check"; text: string }
  | { page: "on-behalf-of"; do: "run" }
  | { page: "diagnose"; do: "diagnose"; text: string }
  | { page: "settings"; do: "show"; section: SettingsSection };

export type SettingsSection = "general" | "profiles" | "environments" | "certificates" | "practice" | "privacy";

export type ErrandOf<Of extends Page> = Extract<Errand, { page: Of }>;
