import type { RegistrationChange } from "../../ipc/bindings/RegistrationChange";
import type { RegistrationOutcome } from "../../ipc/bindings/RegistrationOutcome";
import { register } from "../../text/register";
import { capitalised, sentence } from "../../text/sentence";

const text = register.graph;

/** What would be sent, each request with what it changes; nothing was sent yet. */
export function GraphReview({ outcome }: { outcome: RegistrationOutcome }) {
  const { changes, secret, notes } = outcome;
  const ofSecret = secret.state === "made" ? null : text.secret[secret.state];
  return (
    <div className="register-review" data-testid="review">
      <p role="status">
        {changes.length === 0 ? text.nothing : text.wouldSend(changes.length)}{" "}
        <span className="meta">{text.inTenant(outcome.tenant_id)}</span>
      </p>
      <ol className="register-changes">
        {changes.map((change, at) => (
          <Change key={at} change={change} />
        ))}
      </ol>
      {ofSecret !== null && <p data-testid="review-secret">{ofSecret}</p>}
      {notes.map((note) => (
        <p key={note} className="meta">
          {sentence(note)}
        </p>
      ))}
    </div>
  );
}

function Change({ change }: { change: RegistrationChange }) {
  return (
    <li data-testid="change">
      <details>
        <summary>
          <strong>{capitalised(change.title)}</strong> <code className="meta">{change.request}</code>
        </summary>
        <p className="meta">{sentence(change.reason)}</p>
        <dl className="register-change">
          <dt className="meta">{text.from}</dt>
          <dd>{change.before === null ? <span className="meta">{text.nothingThere}</span> : <pre className="code">{change.before}</pre>}</dd>
          <dt className="meta">{text.to}</dt>
          <dd>
            <pre className="code">{change.after}</pre>
          </dd>
        </dl>
      </details>
    </li>
  );
}
