import type { ActivityEntry } from "../bindings/ActivityEntry";
import type { NoArguments } from "../call";

export interface ActivityCommands {
  activity: { args: NoArguments; result: ActivityEntry[] };
  clear_activity: { args: NoArguments; result: null };
  export_activity: { args: { path: string }; result: number };
}
