import type { RegistrationDone } from "../../ipc/bindings/RegistrationDone";
import type { RegistrationOutcome } from "../../ipc/bindings/RegistrationOutcome";
import { CopyButton } from "../../parts/CopyButton";
import { StateIcon } from "../../parts/StateIcon";
import { day } from "../../text/kept";
import { register } from "../../text/register";
import { capitalised, sentence } from "../../text/sentence";
import type { GraphRun } from "./GraphDialog";

const text = register.graph;

interface GraphDoneProps {
  run: GraphRun;
  outcome: RegistrationOutcome | null;
  done: RegistrationDone | null;
}

/** What a run did. */
export function GraphDone({ run, outcome, done }: GraphDoneProps) {
  const title = done?.deleted === true ? text.done.deleted : run === "create" ? text.done.create : run === "undo" ? text.done.undo : text.done.update;
  const steps = outcome?.changes.map((change) => change.title) ?? done?.steps ?? [];
  const left = outcome?.left ?? [];
  const notes = outcome?.notes ?? done?.notes ?? [];
  return (
    <div className="register-run" data-testid="graph-done">
      <p className="register-run-title" role="status">
        <StateIcon state={left.length > 0 ? "warn" : "fine"} />
        <strong>{title}</strong>
      </p>
      {outcome !== null && outcome.client_id !== null && (
        <p className="register-copied">
          <span className="meta">{register.facts.label["client-id"]}</span> <code>{outcome.client_id}</code>
          <CopyButton value={outcome.client_id} what={register.facts.label["client-id"]} />
        </p>
      )}
      <ol className="register-run-steps">
        {steps.map((step, at) => (
          <li key={at}>
            <StateIcon state="fine" />
            <span>{capitalised(step)}</span>
          </li>
        ))}
      </ol>
      {outcome !== null && <Secret outcome={outcome} />}
      {left.length > 0 && <p>{text.left(left)}</p>}
      {done?.deleted === true && <p className="meta">{text.keptAMonth}</p>}
      {notes.map((note) => (
        <p key={note} className="meta">
          {sentence(note)}
        </p>
      ))}
    </div>
  );
}

function Secret({ outcome: { secret } }: { outcome: RegistrationOutcome }) {
  const words =
    secret.state === "made"
      ? text.secretMade(secret.end === null ? null : day(secret.end))
      : secret.state === "to-be-made"
        ? null
        : text.secret[secret.state];
  return words === null ? null : <p>{words}</p>;
}
