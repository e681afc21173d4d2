import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { PlanView } from "../../ipc/bindings/PlanView";
import type { ReadingView } from "../../ipc/bindings/ReadingView";
import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { call } from "../../ipc/commands";
import { StateIcon } from "../../parts/StateIcon";
import { register as text } from "../../text/register";
import { sentence } from "../../text/sentence";
import { timeOfDay } from "../../text/time";
import { FindingLines } from "./FindingLines";
import { Found } from "./Found";
import "./found.css";

interface ReadingProps {
  reading: ReadingView;
  plan: PlanView | null;
  /** Brings a value into view. */
  go: (id: RegisterRow) => void;
  show: (view: RegisterView) => void;
  update: () => void;
}

/** Which registration the values were compared with, and what of it stands at none of them. */
export function Reading({ reading, plan, go, show, update }: ReadingProps) {
  const { errors, warnings, elsewhere } = reading;
  const [error, setError] = useState<AppError | null>(null);
  const from =
    reading.file !== null
      ? text.readFrom.file(reading.file)
      : reading.tenant_id !== null
        ? text.readFrom.graph(reading.tenant_id)
        : text.readFrom.text;
  const close = () => {
    call("close_registration", {}).then(show, (reason: AppError) => setError(reason));
  };
  const notes = [
    ...(reading.taken.length > 0 ? [text.taken(reading.taken)] : []),
    ...reading.notes.map(sentence),
    ...(reading.not_looked_at.length > 0 ? [text.notLookedAt(reading.not_looked_at)] : []),
    ...(error !== null ? [sentence(error.message)] : []),
  ];
  return (
    <section className="register-reading" aria-label={from} data-testid="reading">
      <div className="register-reading-line" role="status">
        <StateIcon state={errors > 0 ? "fail" : warnings > 0 ? "warn" : "fine"} />
        <strong>{text.found(errors, warnings)}</strong>
        <span className="meta register-reading-from">
          {from} {text.readAt(timeOfDay(reading.at))}
        </span>
        <Button size="small" appearance="subtle" onClick={close} data-testid="close-reading">
          {text.putAway}
        </Button>
      </div>
      {notes.map((note) => (
        <p key={note} className="meta">
          {note}
        </p>
      ))}
      {plan !== null && <FindingLines plan={plan} go={go} />}
      {elsewhere.map((found) => (
        <Found key={found.finding.code} found={found} update={update} />
      ))}
    </section>
  );
}
