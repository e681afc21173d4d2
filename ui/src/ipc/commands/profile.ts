import type { CloudKind } from "../bindings/CloudKind";
import type { Status } from "../bindings/Status";

export interface ProfileCommands {
  choose_cloud: { args: { cloud: CloudKind }; result: Status };
  choose_profile: { args: { name: string; new: boolean }; result: Status };
  switch_practice: { args: { on: boolean }; result: Status };
}
