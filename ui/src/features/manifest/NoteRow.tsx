import type { PlacedFinding } from "../../ipc/bindings/PlacedFinding";
import { SeverityIcon } from "../../parts/FindingCard";
import { manifest as text } from "../../text/manifest";
import { parts } from "../../text/parts";
import { capitalised, sentence } from "../../text/sentence";

const border = { error: "finding-fail", warning: "finding-warn", info: "finding-info" } as const;

/** A finding after its line: what, why with the codes it causes, and what the change does about it. */
export function NoteRow({ placed: { finding, mended } }: { placed: PlacedFinding }) {
  return (
    <div className={`card manifest-finding ${border[finding.severity]}`} data-testid={`finding-${finding.code}`}>
      <SeverityIcon severity={finding.severity} />
      <div>
        <p className="manifest-finding-title">{capitalised(finding.title)}</p>
        <p>
          {sentence(finding.detail)}
          {finding.would_cause.length > 0 && <> {parts.causes(finding.would_cause)}</>} {mended && text.mended}
        </p>
        {!mended &&
          finding.fix.map((step) => (
            <p key={step} className="meta">
              {text.byHand} {step}
            </p>
          ))}
      </div>
    </div>
  );
}
