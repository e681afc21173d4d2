import { useId } from "react";

import type { DiagnosisView } from "../../ipc/bindings/DiagnosisView";
import { SeverityIcon } from "../../parts/FindingCard";
import { WebLink } from "../../parts/WebLink";
import { diagnose as text } from "../../text/diagnose";
import { finding as labels } from "../../text/finding";
import { capitalised, sentence } from "../../text/sentence";
import { Evidence } from "./Evidence";
import "../../parts/finding.css";

/** Meaning, likely cause, what to do, where to read on; the code last. */
export function DiagnosisCard({ diagnosis }: { diagnosis: DiagnosisView }) {
  const id = useId();
  const { code, severity, title, detail, fix, reference, is_known: isKnown } = diagnosis;
  const state = { error: "fail", warning: "warn", info: "info" } as const;
  return (
    <section
      className={`card finding finding-${isKnown ? state[severity] : "warn"}`}
      aria-labelledby={id}
      data-testid={`diagnosis-${code}`}
    >
      <h2 id={id}>
        <SeverityIcon severity={isKnown ? severity : "warning"} />
        {capitalised(title)}
        {!isKnown && <span className="diagnose-badge">{text.unknown}</span>}
      </h2>
      <div className="finding-body diagnose-body">
        <p>{sentence(detail)}</p>
        <Evidence evidence={diagnosis.evidence} />
        {fix.length > 0 && (
          <div className="diagnose-fix">
            <h3 className="meta">{labels.fix}</h3>
            <ol className={fix.length === 1 ? "diagnose-one" : undefined} data-testid="diagnosis-fix">
              {fix.map((step) => (
                <li key={step}>{sentence(step)}</li>
              ))}
            </ol>
          </div>
        )}
        <p className="meta diagnose-foot">
          <code>{code}</code>
          {reference !== null && <WebLink address={reference}>{text.reference}</WebLink>}
        </p>
      </div>
    </section>
  );
}
