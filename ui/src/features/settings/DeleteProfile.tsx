import { useEffect, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { DeletedProfile } from "../../ipc/bindings/DeletedProfile";
import { call } from "../../ipc/commands";
import { Question } from "../../parts/Question";
import { settings } from "../../text/settings";

const text = settings.profiles;

interface DeleteProfileProps {
  name: string;
  close: () => void;
  deleted: (notes: readonly string[]) => void;
  failed: (error: AppError) => void;
}

/** Tells what goes with a profile and what stays, before it goes. */
export function DeleteProfile({ name, close, deleted, failed }: DeleteProfileProps) {
  const [leaving, setLeaving] = useState<DeletedProfile | null>(null);
  useEffect(() => {
    let wanted = true;
    call("leaving_with_profile", { name }).then(
      (answer) => wanted && setLeaving(answer),
      (error: AppError) => {
        if (wanted) {
          close();
          failed(error);
        }
      },
    );
    return () => {
      wanted = false;
    };
    // Asked once: a dialog is about one profile.
  }, [name]);
  return (
    <Question
      title={text.question.title(name)}
      yes={text.question.yes}
      ready={leaving !== null}
      agree={() => void call("delete_profile", { name }).then(() => deleted([text.deleted(name)]), failed)}
      close={close}
    >
      {leaving === null ? <p>{text.question.looking}</p> : <What leaving={leaving} />}
    </Question>
  );
}

function What({ leaving }: { leaving: DeletedProfile }) {
  const entries = leaving.keyring_entries;
  return (
    <>
      <p>{entries.length === 0 ? text.question.nothing : text.question.keyring}</p>
      {entries.length > 0 && (
        <ul data-testid="leaving">
          {entries.map((entry) => (
            <li key={entry}>
              <code>{entry}</code>
            </li>
          ))}
        </ul>
      )}
      {leaving.registration !== null && <p>{text.question.stays(leaving.registration)}</p>}
      {leaving.was_chosen && <p>{text.question.chosen}</p>}
    </>
  );
}
