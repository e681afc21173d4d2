import type { EvidenceView } from "../../ipc/bindings/EvidenceView";
import { CopyButton } from "../../parts/CopyButton";
import { diagnose as text } from "../../text/diagnose";

/** What of the text decided it, and the IDs by which a request is found in a log. */
export function Evidence({ evidence }: { evidence: readonly EvidenceView[] }) {
  return evidence.length === 0 ? null : (
    <dl className="diagnose-evidence" data-testid="evidence">
      {evidence.map(({ path, text: value }, at) => (
        <div key={at}>
          <dt>{text.trace[path] ?? (path === "" ? text.found : path)}</dt>
          <dd>
            <code>{value}</code>
            {text.trace[path] !== undefined && <CopyButton value={value} what={text.trace[path]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
