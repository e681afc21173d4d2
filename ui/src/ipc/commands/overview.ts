import type { Agreement } from "../bindings/Agreement";
import type { Mistake } from "../bindings/Mistake";
import type { PortView } from "../bindings/PortView";
import type { PracticeAddresses } from "../bindings/PracticeAddresses";
import type { ProjectView } from "../bindings/ProjectView";
import type { RehearsalView } from "../bindings/RehearsalView";
import type { RehearseEvent } from "../bindings/RehearseEvent";
import type { NoArguments } from "../call";

export interface OverviewCommands {
  agreement: { args: NoArguments; result: Agreement };
  cancel_rehearsal: { args: NoArguments; result: null };
  check_port: { args: { address: string | null }; result: PortView };
  close_project: { args: NoArguments; result: null };
  open_project: { args: { folder: string }; result: ProjectView };
  practice: { args: NoArguments; result: PracticeAddresses | null };
  project: { args: NoArguments; result: ProjectView | null };
  rehearse: { args: { mistake: Mistake | null }; result: RehearsalView; event: RehearseEvent };
}
