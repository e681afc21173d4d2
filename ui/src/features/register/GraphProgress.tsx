import type { RegistrationProgress } from "../../ipc/bindings/RegistrationProgress";
import { CopyButton } from "../../parts/CopyButton";
import { StateIcon } from "../../parts/StateIcon";
import { register } from "../../text/register";
import { capitalised, sentence } from "../../text/sentence";
import type { GraphRun } from "./GraphDialog";
import "./panel.css";

const text = register.graph;

interface GraphProgressProps {
  run: GraphRun;
  /** Nothing is changed yet. */
  looking: boolean;
  events: readonly RegistrationProgress[];
}

/** What a run does, as it does it. */
export function GraphProgress({ run, looking, events }: GraphProgressProps) {
  const title =
    run === "fetch"
      ? text.fetching
      : looking
        ? text.looking
        : run === "undo"
          ? text.undoing
          : run === "delete"
            ? text.deleting
            : text.running;
  const last = events.at(-1);
  const source = events.filter((event) => event.event === "source");
  const begun = events.filter((event) => event.event === "started");
  const finished = events.filter((event) => event.event === "finished").length;
  return (
    <div className="register-run">
      <div className="register-run-title" role="status">
        <StateIcon state="running" />
        <strong>{title}</strong>
        {looking && <span className="meta">{text.lookingNote}</span>}
      </div>
      {source.map(({ words }) => (
        <p key={words} className="meta">
          {sentence(words)}
        </p>
      ))}
      {last?.event === "sign-in-page" && (
        <div className="register-sign-in" role="status">
          <p>
            <strong>{text.signIn}.</strong> {text.signInPage}
          </p>
          <p className="register-copied">
            <code data-testid="sign-in-page">{last.url}</code>
            <CopyButton value={last.url} what={text.signInPage} />
          </p>
        </div>
      )}
      <ol className="register-run-steps" data-testid="run-steps">
        {begun.map(({ title }, at) => (
          <li key={at}>
            <StateIcon state={at < finished ? "fine" : "running"} />
            <span>{capitalised(title)}</span>
          </li>
        ))}
      </ol>
      {last?.event === "waiting" && (
        <p className="meta" role="status">
          {sentence(text.waiting(last.seconds, last.reason))}
        </p>
      )}
    </div>
  );
}
