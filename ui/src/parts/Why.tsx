import { Button } from "@fluentui/react-components";
import { type ReactNode, useId, useState } from "react";

import type { AppError } from "../ipc/bindings/AppError";
import type { FindingView } from "../ipc/bindings/FindingView";
import type { RuleView } from "../ipc/bindings/RuleView";
import { call } from "../ipc/commands";
import { parts as text } from "../text/parts";
import { capitalised, sentence } from "../text/sentence";
import { WebLink } from "./WebLink";
import "./why.css";

interface WhyProps {
  finding: FindingView;
  /** Buttons that stand before it. */
  children?: ReactNode;
  /** What stands behind it. */
  after?: ReactNode;
}

/** What can be done about a finding, and "Why this matters", which opens the rule below: its words, and where to read on.
 * Where no rule has the finding's code there is nothing to open. */
export function Why({ finding: { code, has_rule }, children, after }: WhyProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [rule, setRule] = useState<RuleView | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  if (!has_rule && children === undefined) {
    return null;
  }
  const turn = () => {
    setOpen(!open);
    if (rule === null) {
      call("rule", { code }).then(setRule, setError);
    }
  };
  return (
    <div className="why">
      <div className="finding-actions">
        {children}
        {has_rule && (
          <Button
            appearance="subtle"
            className={children === undefined ? "why-alone" : undefined}
            aria-expanded={open}
            aria-controls={id}
            onClick={turn}
            data-testid={`why-${code}`}
          >
            {text.why}
          </Button>
        )}
        {after}
      </div>
      <div id={id} role="status" hidden={!open}>
        {open && rule !== null && <Words rule={rule} />}
        {open && rule === null && error !== null && <p className="meta">{sentence(error.message)}</p>}
      </div>
    </div>
  );
}

function Words({ rule: { code, summary, meaning, references } }: { rule: RuleView }) {
  return (
    <div className="why-words" data-testid={`rule-${code}`}>
      <p className="why-summary">{sentence(capitalised(summary))}</p>
      <p>{meaning}</p>
      {references.map(({ about, address }) => (
        <p key={address}>
          <WebLink address={address}>{text.readOn(about)}</WebLink>
        </p>
      ))}
    </div>
  );
}
