import type { TokenAnswer } from "../bindings/TokenAnswer";
import type { TokenHandle } from "../bindings/TokenHandle";
import type { NoArguments } from "../call";

export interface TokenCommands {
  check_token: { args: { text: string }; result: TokenAnswer };
  copy_own_token: { args: { handle: TokenHandle }; result: null };
  inspect_clipboard: { args: NoArguments; result: TokenAnswer };
}
