import type { BeforeView } from "../../ipc/bindings/BeforeView";
import type { ForeseenView } from "../../ipc/bindings/ForeseenView";
import { AskFor } from "./AskFor";
import { BeforeCall } from "./BeforeCall";
import { CredentialCard } from "./CredentialCard";
import type { Choice } from "./choice";

interface InputsProps {
  view: BeforeView | null;
  choice: Choice;
  choose: (choice: Choice) => void;
  /** `null`: there is no token; `undefined`: it was not looked at. */
  foreseen: readonly ForeseenView[] | null | undefined;
}

/** What goes into the exchange, and what is known before it. */
export function Inputs({ view, choice, choose, foreseen }: InputsProps) {
  return (
    <div className="obo-inputs">
      {view !== null && <CredentialCard credential={view.credential} />}
      <AskFor view={view} choice={choice} choose={choose} />
      <BeforeCall foreseen={foreseen} />
    </div>
  );
}
