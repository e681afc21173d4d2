import { type ReactNode, useId } from "react";

import type { AppError } from "../ipc/bindings/AppError";
import { finding as text } from "../text/finding";
import { sentence } from "../text/sentence";
import { StateIcon } from "./StateIcon";
import "./finding.css";

interface FindingProps {
  state: "warn" | "fail";
  title: string;
  error: AppError;
  /** In place of the error's message, where the page's title says a part of it already. */
  message?: string;
  /** After the message: what the error does not say. */
  children?: ReactNode;
  /** After what to do: one primary button, and what stands beside it. */
  actions?: ReactNode;
}

/** What happened and why, what to do, and its code last. */
export function Finding({ state, title, error, message = error.message, children, actions }: FindingProps) {
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
            <p data-testid="failure-hint">{sentence(error.hint)}</p>
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
