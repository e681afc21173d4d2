import { useContext } from "react";

import type { CheckView } from "../../ipc/bindings/CheckView";
import type { TokenView } from "../../ipc/bindings/TokenView";
import { Differing } from "../../parts/Differing";
import { Ways } from "../../parts/Ways";
import { finding } from "../../text/finding";
import { sentence } from "../../text/sentence";
import { SurroundingsContext } from "../../window/context";
import { fixesOf } from "./fix";

/** What a check found, what it expected, and what to do. */
export function CheckBody({ check, token }: { check: CheckView; token: TokenView }) {
  const environment = useContext(SurroundingsContext)?.status.environment;
  const wrong = check.outcome === "fail" || check.outcome === "warn";
  // Of several that fail the first is mended first: the others may be of it.
  const first = token.checks.find(({ outcome }) => outcome === "fail");
  const ways = fixesOf(check, token, environment?.cloud === "practice");
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
      {ways.length > 0 && (
        <div className="token-ways">
          <Ways ways={ways} primary={check.id === first?.id} size="small" testId={`fix-${check.id}`} />
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
