import type { TokenView } from "../bindings/TokenView";
import type { NoArguments } from "../call";

export interface TokenCommands {
  inspect_clipboard: { args: NoArguments; result: TokenView };
}
