import type { AppError } from "../../ipc/bindings/AppError";
import { sentence } from "../../text/sentence";

/** What is wrong with a fact, and what would be right. */
export function FactError({ error }: { error: AppError }) {
  return (
    <span data-testid="fact-error">
      {sentence(error.message)}
      {error.hint !== null && ` ${sentence(error.hint)}`}
    </span>
  );
}
