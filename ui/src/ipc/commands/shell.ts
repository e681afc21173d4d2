import type { About } from "../bindings/About";
import type { Opening } from "../bindings/Opening";
import type { Pick } from "../bindings/Pick";
import type { Recognised } from "../bindings/Recognised";
import type { RuleView } from "../bindings/RuleView";
import type { Status } from "../bindings/Status";
import type { Work } from "../bindings/Work";
import type { NoArguments } from "../call";

/** What stands around every page. */
export interface ShellCommands {
  about: { args: NoArguments; result: About };
  cancel: { args: { work: Work }; result: null };
  copy: { args: { text: string }; result: null };
  open_in_browser: { args: { address: string }; result: null };
  opening: { args: NoArguments; result: Opening };
  pick: { args: { what: Pick }; result: string | null };
  recognise_path: { args: { path: string }; result: Recognised };
  rule: { args: { code: string }; result: RuleView };
  status: { args: NoArguments; result: Status };
}
