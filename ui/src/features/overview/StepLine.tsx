import type { StepStatus } from "../../ipc/bindings/StepStatus";
import { StateIcon } from "../../parts/StateIcon";
import { agreement as text } from "../../text/agreement";
import { shell } from "../../text/shell";
import { stateWord } from "../../text/state";
import { useSurroundings } from "../../window/context";

/** The five steps of the journey in one line, each with its state and a few words. */
export function StepLine() {
  const { status } = useSurroundings();
  return (
    <ol className="step-line" aria-label={text.steps}>
      {status.steps.map((step) => (
        <li key={step.step}>
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step: { step, state, says } }: { step: StepStatus }) {
  const { go } = useSurroundings();
  const words = says ?? (state === "waiting" ? text.waits : state === "fine" ? text.fine : stateWord[state]);
  return (
    <button type="button" className="step-line-step" onClick={() => go(step)} data-testid={`line-${step}`}>
      <span className="step-line-mark">
        <StateIcon state={state} size={16} />
      </span>
      <span className="step-line-name">{shell.page[step]}</span>
      <span className={`step-line-says step-line-${state}`}>{words}</span>
    </button>
  );
}
