import type { ReactNode } from "react";

import type { State } from "../../journey";
import { StateIcon } from "../../parts/StateIcon";
import { workingWord } from "../../text/state";
import "../../parts/steps.css";

interface VerticalStepProps {
  state: State;
  title: string;
  says?: string | undefined;
  /** How long it took, once it has ended. */
  took?: string | undefined;
  testId: string;
  children?: ReactNode;
}

/** A step of a sign-in; a line joins it with the next. */
export function VerticalStep({ state, title, says, took, testId, children }: VerticalStepProps) {
  return (
    <li className={`vstep vstep-${state}`} data-testid={testId} data-outcome={state}>
      <StateIcon state={state} size={20} />
      <div className="vstep-body">
        <p className="vstep-title">
          {title}
          {took !== undefined && <span className="meta">{took}</span>}
        </p>
        {state === "running" && <p className="meta steps-still">{workingWord}</p>}
        {says !== undefined && <p className="meta">{says}</p>}
        {children}
      </div>
    </li>
  );
}
