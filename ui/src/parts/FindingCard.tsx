import { type ReactNode, useId } from "react";

import { InfoFilled } from "../icons";
import type { FindingSeverity } from "../ipc/bindings/FindingSeverity";
import type { FindingView } from "../ipc/bindings/FindingView";
import { finding as text } from "../text/finding";
import { parts } from "../text/parts";
import { capitalised, sentence } from "../text/sentence";
import { StateIcon } from "./StateIcon";
import { Why } from "./Why";
import "./finding.css";

interface FindingCardProps {
  finding: FindingView;
  /** One primary button, and what stands beside it. */
  children?: ReactNode;
}

/** A finding, opened: what, why with the codes it causes, evidence, what to do. */
export function FindingCard({ finding, children }: FindingCardProps) {
  const id = useId();
  return (
    <section
      className={`card finding finding-${stateOf(finding.severity)}`}
      aria-labelledby={id}
      data-testid={`finding-${finding.code}`}
    >
      <h2 id={id}>
        <SeverityIcon severity={finding.severity} />
        {capitalised(finding.title)}
      </h2>
      <div className="finding-body">
        <p>
          {sentence(finding.detail)}
          {finding.would_cause.length > 0 && <> {parts.causes(finding.would_cause)}</>}
        </p>
        {finding.evidence.length > 0 && (
          <dl className="finding-evidence">
            {finding.evidence.map((evidence, at) => (
              <div key={at}>
                <dt className="meta">{evidence.path}</dt>
                <dd>
                  <code>{evidence.text}</code>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {finding.fix.length > 0 && (
          <div className="finding-fix">
            <h3>{text.fix}</h3>
            {finding.fix.length === 1 ? (
              <p data-testid="finding-fix">{sentence(finding.fix[0] ?? "")}</p>
            ) : (
              <ol data-testid="finding-fix">
                {finding.fix.map((step) => (
                  <li key={step}>{sentence(step)}</li>
                ))}
              </ol>
            )}
          </div>
        )}
        <Why finding={finding}>{children}</Why>
        <p className="meta">
          <code>{finding.code}</code>
        </p>
      </div>
    </section>
  );
}

/** A finding in one line. */
export function FindingLine({ finding }: { finding: FindingView }) {
  return (
    <span className="finding-line" data-testid={`finding-line-${finding.code}`}>
      <SeverityIcon severity={finding.severity} />
      {capitalised(finding.title)}
    </span>
  );
}

function stateOf(severity: FindingSeverity) {
  return ({ error: "fail", warning: "warn", info: "info" } as const)[severity];
}

export function SeverityIcon({ severity }: { severity: FindingSeverity }) {
  const state = stateOf(severity);
  return state === "info" ? (
    <span className="state-icon state-icon-info">
      <InfoFilled fontSize={16} aria-hidden />
      <span className="hidden-text">{parts.severity.info}</span>
    </span>
  ) : (
    <StateIcon state={state} />
  );
}
