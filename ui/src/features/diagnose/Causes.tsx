import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";

import { ChevronRightRegular } from "../../icons";
import type { PossibleCause } from "../../ipc/bindings/PossibleCause";
import { diagnose as text } from "../../text/diagnose";
import { capitalised } from "../../text/sentence";
import { useSurroundings } from "../../window/context";
import { mendIt } from "../overview/mendIt";

/** As many are shown at once. */
const FEW = 6;

/** What the rules know to cause a code, by what was read: found, possible, ruled out. */
export function Causes({ causes }: { causes: readonly PossibleCause[] }) {
  const id = useId();
  const [all, setAll] = useState(false);
  const shown = all ? causes : causes.slice(0, FEW);
  return (
    <section aria-labelledby={id}>
      <header className="diagnose-head">
        <h2 id={id}>{text.causes}</h2>
        <span className="meta">{text.causesMeta}</span>
      </header>
      <ul className="card diagnose-rows" data-testid="causes">
        {shown.map((cause) => (
          <li key={cause.code}>
            <Row cause={cause} />
          </li>
        ))}
        {causes.length > FEW && (
          <li className="diagnose-more">
            <Button size="small" appearance="subtle" onClick={() => setAll(!all)} aria-expanded={all} data-testid="more-causes">
              {all ? text.less : text.more(causes.length - FEW)}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

function Row({ cause }: { cause: PossibleCause }) {
  const surroundings = useSurroundings();
  const { code, summary, standing, by, mend, found } = cause;
  const go = () => (found === null ? surroundings.go(mend) : mendIt(found, surroundings));
  const said =
    standing === "possible" ? text.decide[mend] : standing === "found" ? text.by(by ?? "") : text.ruledOutBy(by ?? "");
  return (
    <button
      type="button"
      className={`diagnose-row diagnose-row-${standing}`}
      onClick={go}
      data-testid={`cause-${code}`}
      data-standing={standing}
    >
      <span className={`diagnose-badge diagnose-badge-${standing}`}>{text.standing[standing]}</span>
      <span className="diagnose-row-title">{capitalised(found?.finding.title ?? summary)}</span>
      <span className="meta">{said}</span>
      <ChevronRightRegular fontSize={16} aria-hidden />
    </button>
  );
}
