import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";

import { ChevronDownRegular, ChevronRightRegular } from "../icons";
import type { AppError } from "../ipc/bindings/AppError";
import type { FindingView } from "../ipc/bindings/FindingView";
import type { RuleView } from "../ipc/bindings/RuleView";
import { call } from "../ipc/commands";
import { parts as text } from "../text/parts";
import { capitalised, sentence } from "../text/sentence";
import { WebLink } from "./WebLink";
import "./why.css";

/** "Why this matters" opens the rule: its words, and where to read on. Nothing where no rule has the finding's code. */
export function Why({ finding: { code, has_rule } }: { finding: FindingView }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [rule, setRule] = useState<RuleView | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  if (!has_rule) {
    return null;
  }
  const turn = () => {
    setOpen(!open);
    if (rule === null) {
      call("rule", { code }).then(setRule, setError);
    }
  };
  const Chevron = open ? ChevronDownRegular : ChevronRightRegular;
  return (
    <div className="why">
      <Button
        appearance="transparent"
        size="small"
        className="why-turn"
        icon={<Chevron fontSize={16} />}
        aria-expanded={open}
        aria-controls={id}
        onClick={turn}
        data-testid={`why-${code}`}
      >
        {text.why}
      </Button>
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
