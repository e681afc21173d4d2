import { Button } from "@fluentui/react-components";
import { useContext } from "react";

import type { CheckView } from "../../ipc/bindings/CheckView";
import { Differing } from "../../parts/Differing";
import { finding } from "../../text/finding";
import { sentence } from "../../text/sentence";
import { SurroundingsContext } from "../../window/context";
import { fixOf } from "./fix";

/** What a check found, what it expected, and what to do. */
export function CheckBody({ check }: { check: CheckView }) {
  const surroundings = useContext(SurroundingsContext);
  const wrong = check.outcome === "fail" || check.outcome === "warn";
  const fix = wrong ? fixOf(check) : null;
  return (
    <>
      {wrong && <Evidence check={check} />}
      <p>{sentence(check.detail)}</p>
      {!wrong && <Evidence check={check} />}
      {check.fix !== null && (
        <div className="token-fix">
          <strong>{finding.fix}</strong>
          <p>{sentence(check.fix)}</p>
        </div>
      )}
      {fix !== null && surroundings !== null && (
        <div>
          <Button
            appearance={check.outcome === "fail" ? "primary" : "secondary"}
            size="small"
            onClick={() => surroundings.send(fix.errand)}
            data-testid={`fix-${check.id}`}
          >
            {fix.label}
          </Button>
        </div>
      )}
    </>
  );
}

function Evidence({ check: { found, expected, outcome } }: { check: CheckView }) {
  if (found !== null && expected !== null && outcome !== "pass") {
    return <Differing found={found} expected={expected} />;
  }
  const values = [
    [finding.found, found],
    [finding.expected, expected],
  ] as const;
  const known = values.filter(([, value]) => value !== null);
  return known.length === 0 ? null : (
    <dl className="token-evidence">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
