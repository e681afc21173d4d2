import type { LiveStep } from "../journey";
import { finding } from "../text/finding";
import { capitalised, headline } from "../text/sentence";
import { workingWord } from "../text/state";
import { steps as text } from "../text/steps";
import { StateIcon } from "./StateIcon";
import "./steps.css";

/** The steps of a rehearsal, each with its state and what it did. */
export function Steps({ steps }: { steps: readonly LiveStep[] }) {
  return (
    <ol className="steps" role="list">
      {steps.map((step) => (
        <li key={step.step} className={`steps-${step.state}`} data-testid={`step-${step.step}`} data-outcome={step.state}>
          <StateIcon state={step.state} />
          <span className="steps-name">{text[step.step].name}</span>
          <Said step={step} />
        </li>
      ))}
    </ol>
  );
}

function Said({ step: { step, state, report } }: { step: LiveStep }) {
  if (report === null) {
    return (
      <span className="meta">
        {state === "running" && (
          <>
            <span className="steps-still">{workingWord} </span>
            {text[step].working}
          </>
        )}
      </span>
    );
  }
  return (
    <div className="steps-said meta">
      {/* The whole of a failure stands in its finding. */}
      <p>{state === "fail" && report.error !== null ? headline(report.error.message).head : capitalised(report.detail)}</p>
      {report.outcome === "warn" && report.error?.hint != null && (
        <p>
          {finding.fix}: {report.error.hint} <code>{report.error.code}</code>
        </p>
      )}
    </div>
  );
}
