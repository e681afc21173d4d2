import type { AppError } from "../../ipc/bindings/AppError";
import { Finding } from "../../parts/Finding";
import { headline } from "../../text/sentence";
import { settings } from "../../text/settings";

interface ProblemProps {
  error: AppError | null;
}

/** Why something was not read or not done; nothing where nothing was wrong. */
export function Problem({ error }: ProblemProps) {
  if (error === null) {
    return null;
  }
  const { head, rest } = headline(error.message);
  return rest === "" ? (
    <Finding state="warn" title={settings.notDone} error={error} />
  ) : (
    <Finding state="warn" title={head} error={error} message={rest} />
  );
}

/** What was done, told when it appears. */
export function Told({ notes }: { notes: readonly string[] }) {
  return (
    <div role="status" className="settings-told" data-testid="settings-told">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
