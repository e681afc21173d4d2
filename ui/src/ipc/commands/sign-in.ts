import type { AddInView } from "../bindings/AddInView";
import type { SignInAsked } from "../bindings/SignInAsked";
import type { SignInEvent } from "../bindings/SignInEvent";
import type { SignOutEvent } from "../bindings/SignOutEvent";
import type { SignedInView } from "../bindings/SignedInView";
import type { SignedOut } from "../bindings/SignedOut";
import type { NoArguments } from "../call";

export interface SignInCommands {
  add_in: { args: NoArguments; result: AddInView };
  sign_in: { args: { asked: SignInAsked }; result: SignedInView; event: SignInEvent };
  sign_in_again: { args: { account: string | null }; result: SignedInView; event: SignInEvent };
  sign_out: { args: { account: string | null }; result: SignedOut; event: SignOutEvent };
}
