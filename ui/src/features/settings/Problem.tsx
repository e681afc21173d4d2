import type { AppError } from "../../ipc/bindings/AppError";
import { Finding } from "../../parts/Finding";
import { headline } from "../../text/sentence";

/** Why something was not read or not done; nothing where nothing was wrong. */
export function Problem({ error }: { error: AppError | null }) {
  return error === null ? null : <Finding state="warn" title={headline(error.message).head} error={error} />;
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
