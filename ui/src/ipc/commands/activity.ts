import type { ActivityView } from "../bindings/ActivityView";
import type { NoArguments } from "../call";

export interface ActivityCommands {
  activity: { args: NoArguments; result: ActivityView };
  clear_activity: { args: NoArguments; result: null };
  export_activity: { args: { path: string }; result: number };
}
