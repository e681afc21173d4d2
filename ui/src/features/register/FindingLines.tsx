import type { PlanView } from "../../ipc/bindings/PlanView";
import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import { FindingLine } from "../../parts/FindingCard";

/** Above so many the rows themselves are the list. */
const most = 6;
const order = { error: 0, warning: 1, info: 2 } as const;

/** What was found at the values, a line each, the worst first; each leads to its value. */
export function FindingLines({ plan, go }: { plan: PlanView; go: (id: RegisterRow) => void }) {
  const all = plan.pages
    .flatMap((page) => page.values)
    .flatMap((value) => value.findings.map((found) => ({ id: value.id, finding: found.finding })))
    .filter(({ finding }) => finding.severity !== "info")
    .sort((one, other) => order[one.finding.severity] - order[other.finding.severity]);
  if (all.length === 0) {
    return null;
  }
  return (
    <ul className="register-lines">
      {all.slice(0, most).map(({ id, finding }) => (
        <li key={`${id} ${finding.code}`}>
          <button type="button" className="register-line" onClick={() => go(id)} data-testid={`go-${finding.code}`}>
            <FindingLine finding={finding} />
          </button>
        </li>
      ))}
    </ul>
  );
}
