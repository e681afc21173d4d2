import { type ReactNode, useId } from "react";

import type { AppError } from "../ipc/bindings/AppError";
import { finding as text } from "../text/finding";
import { sentence, steps } from "../text/sentence";
import { StateIcon } from "./StateIcon";
import "./finding.css";

interface FindingProps {
  state: "warn" | "fail";
  title: string;
  error: AppError;
  /** In place of the error's message, where the page's title says a part of it already. */
  message?: string;
  /** What to do is a list of steps, as the catalogue has it, and not a sentence. */
  inSteps?: boolean;
  /** After the message: what the error does not say. */
  children?: ReactNode;
  /** After what to do: one primary button, and what stands beside it. */
  actions?: ReactNode;
}

/** What happened and why, what to do, and its code last. */
export function Finding({ state, title, error, message = error.message, inSteps = false, children, actions }: FindingProps) {
  const id = useId();
  return (
    <section className={`card finding finding-${state}`} aria-labelledby={id} role="alert" data-testid="failure">
      <h2 id={id}>
        <StateIcon state={state} />
        {title}
      </h2>
      <div className="finding-body">
        <p>{sentence(message)}</p>
        {children}
        {error.hint !== null && (
          <div className="finding-fix">
            <h3>{text.fix}</h3>
            <Hint of={inSteps ? steps(error.hint) : [sentence(error.hint)]} />
          </div>
        )}
        {actions !== undefined && <div className="finding-actions">{actions}</div>}
        <p className="meta">
          <code data-testid="failure-code">{error.code}</code>
        </p>
      </div>
    </section>
  );
}

function Hint({ of }: { of: readonly string[] }) {
  return of.length === 1 ? (
    <p data-testid="failure-hint">{of[0]}</p>
  ) : (
    <ol data-testid="failure-hint">
      {of.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
