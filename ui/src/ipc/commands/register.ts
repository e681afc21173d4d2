import type { CodeInFolder } from "../bindings/CodeInFolder";
import type { CodeStack } from "../bindings/CodeStack";
import type { CodeView } from "../bindings/CodeView";
import type { FactKind } from "../bindings/FactKind";
import type { GraphVia } from "../bindings/GraphVia";
import type { ImportedView } from "../bindings/ImportedView";
import type { KeyringProgress } from "../bindings/KeyringProgress";
import type { RegisterView } from "../bindings/RegisterView";
import type { RegistrationDone } from "../bindings/RegistrationDone";
import type { RegistrationOutcome } from "../bindings/RegistrationOutcome";
import type { RegistrationProgress } from "../bindings/RegistrationProgress";
import type { RegistrationRun } from "../bindings/RegistrationRun";
import type { RegistrationSource } from "../bindings/RegistrationSource";
import type { Rendering } from "../bindings/Rendering";
import type { SecretsView } from "../bindings/SecretsView";
import type { StoredView } from "../bindings/StoredView";
import type { NoArguments } from "../call";

interface Run {
  run: RegistrationRun;
  via: GraphVia;
  adminConsent: boolean;
  noSecret: boolean;
  dryRun: boolean;
}

export interface RegisterCommands {
  close_registration: { args: NoArguments; result: RegisterView };
  delete_registration: { args: { via: GraphVia }; result: RegistrationDone; event: RegistrationProgress };
  delete_secret: { args: NoArguments; result: string[]; event: KeyringProgress };
  fetch_registration: { args: { via: GraphVia }; result: RegisterView; event: RegistrationProgress };
  import_registration: { args: { source: RegistrationSource }; result: RegisterView };
  import_secret: { args: { path: string; end: string | null; write: boolean }; result: ImportedView; event: KeyringProgress };
  keep_secret: { args: { end: string | null }; result: StoredView; event: KeyringProgress };
  known_permissions: { args: NoArguments; result: string[] };
  plan_code: { args: { stack: CodeStack }; result: CodeView };
  plan_rendering: { args: { what: Rendering }; result: string };
  register: { args: NoArguments; result: RegisterView };
  run_registration: { args: Run; result: RegistrationOutcome; event: RegistrationProgress };
  secrets: { args: NoArguments; result: SecretsView };
  set_secret_end: { args: { end: string }; result: StoredView };
  set_fact: { args: { fact: FactKind; values: string[] }; result: RegisterView };
  tick_value: { args: { id: string; inPlace: boolean }; result: RegisterView };
  undo_registration: { args: { via: GraphVia }; result: RegistrationDone; event: RegistrationProgress };
  write_code: { args: { stack: CodeStack; folder: string; seen: string[] | null }; result: CodeInFolder[] };
}
