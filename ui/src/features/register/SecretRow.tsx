import { Button, Input, Label } from "@fluentui/react-components";
import { useId, useState } from "react";

import { ClipboardPasteRegular, DeleteRegular, DocumentRegular, KeyRegular } from "../../icons";
import { register } from "../../text/register";
import { sentence } from "../../text/sentence";
import { DeleteSecretDialog } from "./DeleteSecretDialog";
import { KeptSecret } from "./KeptSecret";
import { SecretFileDialog } from "./SecretFileDialog";
import { useKeyring } from "./useKeyring";
import type { SecretsState } from "./useSecrets";
import "./secret.css";

const text = register.secret;

/** The client secret: what is kept of it, and into the keyring with it. Its value is never here. */
export function SecretRow({ secrets }: { secrets: SecretsState }) {
  const [end, setEnd] = useState("");
  const [dialog, setDialog] = useState<"file" | "delete" | null>(null);
  const keyring = useKeyring(secrets.reload);
  const id = useId();
  const { own, error } = secrets;
  const locked = secrets.secrets?.error ?? error;
  const keep = () => void keyring.keep(end.trim() === "" ? null : end.trim()).then((kept) => kept && setEnd(""));
  return (
    <div className="register-secret" data-testid="secret">
      <p className="register-secret-state">
        <KeyRegular fontSize={16} aria-hidden />
        {own === null ? (
          <span>
            {text.none}. <span className="meta">{text.noneYet}</span>
          </span>
        ) : (
          <KeptSecret kept={own} />
        )}
      </p>
      {locked !== null && (
        <p className="meta" data-testid="keyring-error">
          {text.couldNotLook}: {sentence(locked.message)} {locked.hint !== null && sentence(locked.hint)}
        </p>
      )}
      <div className="register-secret-actions">
        <Label htmlFor={id} size="small">
          {text.end}
        </Label>
        <Input
          id={id}
          size="small"
          className="register-end"
          value={end}
          placeholder="2027-01-31"
          title={text.endHint}
          onChange={(_, { value }) => setEnd(value)}
          data-testid="secret-end"
        />
        <Button
          size="small"
          icon={<ClipboardPasteRegular fontSize={16} />}
          disabledFocusable={keyring.working}
          onClick={keep}
          data-testid="keep-secret"
        >
          {keyring.working ? text.working : text.fromClipboard}
        </Button>
        <Button
          size="small"
          icon={<DocumentRegular fontSize={16} />}
          onClick={() => setDialog("file")}
          data-testid="secret-from-file"
        >
          {text.fromFile}
        </Button>
        {own !== null && (
          <Button
            size="small"
            icon={<DeleteRegular fontSize={16} />}
            onClick={() => setDialog("delete")}
            data-testid="delete-secret"
          >
            {text.delete}
          </Button>
        )}
        {keyring.working && (
          <Button size="small" onClick={keyring.stop} data-testid="stop-secret">
            {text.cancel}
          </Button>
        )}
      </div>
      <div role="status">
        {keyring.waiting !== null && <p>{text.waiting(keyring.waiting)}</p>}
        {keyring.told !== null && (
          <div className="register-secret-told" data-testid="secret-told">
            <p>
              <strong>{keyring.told.title}</strong>
            </p>
            {keyring.told.notes.map((note) => (
              <p key={note} className="meta">
                {sentence(note)}
              </p>
            ))}
          </div>
        )}
      </div>
      {keyring.error !== null && (
        <p className="register-error" role="alert" data-testid="secret-error">
          {sentence(keyring.error.message)}
          {keyring.error.hint !== null && ` ${sentence(keyring.error.hint)}`}
        </p>
      )}
      {dialog === "file" && <SecretFileDialog close={() => setDialog(null)} changed={secrets.reload} />}
      {dialog === "delete" && (
        <DeleteSecretDialog close={() => setDialog(null)} remove={() => void keyring.remove()} />
      )}
    </div>
  );
}
