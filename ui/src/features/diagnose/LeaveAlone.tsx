import { Button } from "@fluentui/react-components";
import { useId } from "react";

import { ShieldCheckmarkRegular } from "../../icons";
import type { DiagnosisView } from "../../ipc/bindings/DiagnosisView";
import { CopyButton } from "../../parts/CopyButton";
import { WebLink } from "../../parts/WebLink";
import { diagnose as text } from "../../text/diagnose";
import { sentence } from "../../text/sentence";
import { useSurroundings } from "../../window/context";
import { Evidence } from "./Evidence";

/** What neither registration nor manifest nor code bring about: said outright, with what an administrator needs. */
export function LeaveAlone({ diagnosis }: { diagnosis: DiagnosisView }) {
  const id = useId();
  const { go } = useSurroundings();
  const { code, title, detail, evidence, fix, reference } = diagnosis;
  const trace = evidence.flatMap(({ path, text: value }) => {
    const name = text.trace[path];
    return name === undefined ? [] : [[name, value] as const];
  });
  return (
    <section className="card leave-alone" aria-labelledby={id} data-testid="leave-alone">
      <span className="leave-alone-icon">
        <ShieldCheckmarkRegular fontSize={24} aria-hidden />
      </span>
      <div className="leave-alone-body">
        <h3 id={id}>{text.leaveAlone.title}</h3>
        <p>
          {sentence(title)} {sentence(detail)} {text.leaveAlone.neither}
        </p>
        <Evidence evidence={evidence} />
        {fix.length > 0 && (
          <div className="diagnose-fix">
            <h4 className="meta">{text.leaveAlone.worthTrying}</h4>
            <ul data-testid="diagnosis-fix">
              {fix.map((step) => (
                <li key={step}>{sentence(step)}</li>
              ))}
            </ul>
          </div>
        )}
        <div className="leave-alone-actions">
          <CopyButton
            value={text.message(code, title, detail, trace)}
            what={text.leaveAlone.copy}
            label={text.leaveAlone.copy}
            primary
            testId="copy-message"
          />
          <Button appearance="subtle" onClick={() => go("overview")} data-testid="practice-meanwhile">
            {text.leaveAlone.practice}
          </Button>
        </div>
        <p className="meta diagnose-foot">
          <code>{code}</code>
          {reference !== null && <WebLink address={reference}>{text.reference}</WebLink>}
        </p>
      </div>
    </section>
  );
}
