import { Button } from "@fluentui/react-components";
import { useId } from "react";

import type { FoundView } from "../../ipc/bindings/FoundView";
import { SeverityIcon } from "../../parts/FindingCard";
import { parts } from "../../text/parts";
import { register as text } from "../../text/register";
import { capitalised, sentence } from "../../text/sentence";
import { Words } from "./Words";
import "./found.css";

/** A finding at the value that it is about: what, why, where it stands, and what to do. */
export function Found({ found: { finding, line, mending }, update }: { found: FoundView; update: () => void }) {
  const id = useId();
  return (
    <div
      className={`register-found register-found-${finding.severity}`}
      role="group"
      aria-labelledby={id}
      data-testid={`finding-${finding.code}`}
    >
      <p className="register-found-head">
        <SeverityIcon severity={finding.severity} />
        <strong id={id}>{capitalised(finding.title)}</strong>
        {mending === "update" && (
          <Button appearance="transparent" size="small" className="register-link" onClick={update} data-testid="mend">
            {text.update}
          </Button>
        )}
      </p>
      <p>
        <Words text={sentence(finding.detail)} />
        {finding.would_cause.length > 0 && ` ${parts.causes(finding.would_cause)}`}
      </p>
      {finding.evidence.map((evidence, at) => (
        <p key={at} className="meta register-evidence">
          {line !== null && at === 0 && <span>{text.line(line)}</span>}
          <span>{evidence.path}</span>
          <code>{evidence.text}</code>
        </p>
      ))}
      {finding.fix.length > 0 && (
        <ul className="register-fix">
          {finding.fix.map((step) => (
            <li key={step}>
              <Words text={sentence(step)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
