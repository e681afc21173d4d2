import type { BeforeView } from "../bindings/BeforeView";
import type { ExchangeView } from "../bindings/ExchangeView";
import type { ForeseenView } from "../bindings/ForeseenView";
import type { OnBehalfOfAsked } from "../bindings/OnBehalfOfAsked";
import type { OnBehalfOfEvent } from "../bindings/OnBehalfOfEvent";
import type { NoArguments } from "../call";

export interface OnBehalfOfCommands {
  before_on_behalf_of: { args: NoArguments; result: BeforeView };
  exchange: { args: { asked: OnBehalfOfAsked }; result: ExchangeView; event: OnBehalfOfEvent };
  foresee: { args: { scopes: readonly string[] }; result: ForeseenView[] | null };
}
