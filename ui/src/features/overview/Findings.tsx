import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";

import type { RankedFinding } from "../../ipc/bindings/RankedFinding";
import { Differing } from "../../parts/Differing";
import { SeverityIcon } from "../../parts/FindingCard";
import { Why } from "../../parts/Why";
import { agreement as text } from "../../text/agreement";
import { finding as labels } from "../../text/finding";
import { parts } from "../../text/parts";
import { capitalised, sentence } from "../../text/sentence";
import { useSurroundings } from "../../window/context";
import { mendIt } from "./mendIt";
import "../../parts/finding.css";

/** One finding opened, the first unless another was chosen; each of the others in a line. */
export function Findings({ findings }: { findings: readonly RankedFinding[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const opened = findings.find((one) => keyOf(one) === chosen) ?? findings[0];
  if (opened === undefined) {
    return null;
  }
  const others = findings.filter((one) => one !== opened);
  return (
    <>
      <Opened key={keyOf(opened)} ranked={opened} />
      {others.length > 0 && (
        <div className="overview-then">
          <h2 className="meta">{text.then}</h2>
          <ul>
            {others.map((one, at) => (
              <li key={`${keyOf(one)}-${at}`}>
                <button
                  type="button"
                  className="overview-then-line"
                  onClick={() => setChosen(keyOf(one))}
                  data-testid={`then-${one.finding.code}`}
                >
                  <SeverityIcon severity={one.finding.severity} />
                  <span>{capitalised(one.finding.title)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function keyOf({ finding, at }: RankedFinding): string {
  return `${at} ${finding.code} ${finding.title}`;
}

function Opened({ ranked }: { ranked: RankedFinding }) {
  const { finding, mend, has_change } = ranked;
  const isByHand = mend === "manifest" && !has_change;
  const id = useId();
  const surroundings = useSurroundings();
  return (
    <section
      className={`card finding finding-${finding.severity === "error" ? "fail" : "warn"} overview-first`}
      aria-labelledby={id}
      data-testid="first-finding"
    >
      <h2 id={id}>
        <SeverityIcon severity={finding.severity} />
        {capitalised(finding.title)}
      </h2>
      <div className="finding-body overview-first-body">
        <p>
          {sentence(finding.detail)}
          {finding.would_cause.length > 0 && <> {parts.causes(finding.would_cause)}</>}
        </p>
        <Evidence ranked={ranked} />
        {finding.fix.length > 0 && (
          <div className="overview-fix">
            <h3 className="meta">{labels.fix}</h3>
            <ul data-testid="first-fix">
              {finding.fix.map((step) => (
                <li key={step}>{sentence(step)}</li>
              ))}
            </ul>
          </div>
        )}
        <Why
          finding={finding}
          after={has_change && <span className="meta overview-nothing-written">{text.nothingWritten}</span>}
        >
          <Button appearance="primary" onClick={() => mendIt(ranked, surroundings)} data-testid="mend">
            {isByHand ? text.openIt : text.mend[mend]}
          </Button>
        </Why>
      </div>
    </section>
  );
}

/** What was found above what is expected, where one value is right; then what else decided it. */
function Evidence({ ranked: { finding, places, expected } }: { ranked: RankedFinding }) {
  const [first, ...others] = finding.evidence;
  if (first === undefined) {
    return null;
  }
  const place = (at: number) => places[at] ?? finding.evidence[at]?.path;
  const rest = expected === null ? finding.evidence : others;
  return (
    <div className="overview-evidence" data-testid="first-evidence">
      {expected !== null && (
        <Differing
          found={first.text}
          expected={expected.text}
          foundPlace={place(0)}
          expectedPlace={capitalised(expected.path)}
        />
      )}
      {rest.length > 0 && (
        <ul>
          {rest.map((evidence, at) => (
            <li key={at}>
              <code>{evidence.text}</code>
              <span className="meta">{place(expected === null ? at : at + 1)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
