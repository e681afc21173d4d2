import type { Mistake } from "../bindings/Mistake";
import type { PracticeAddresses } from "../bindings/PracticeAddresses";
import type { RehearsalView } from "../bindings/RehearsalView";
import type { RehearseEvent } from "../bindings/RehearseEvent";
import type { NoArguments } from "../call";

export interface OverviewCommands {
  cancel_rehearsal: { args: NoArguments; result: null };
  practice: { args: NoArguments; result: PracticeAddresses | null };
  rehearse: { args: { mistake: Mistake | null }; result: RehearsalView; event: RehearseEvent };
}
