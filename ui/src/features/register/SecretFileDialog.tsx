import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { ImportedView } from "../../ipc/bindings/ImportedView";
import { callWithProgress } from "../../ipc/commands";
import { Difference } from "../../parts/Difference";
import { register } from "../../text/register";
import { sentence } from "../../text/sentence";
import { PathField } from "./PathField";
import "./run.css";

const text = register.secret;

/** A secret out of a `.env` file: first into the keyring, and then, when a person says so, a comment in its place. */
export function SecretFileDialog({ close, changed }: { close: () => void; changed: () => void }) {
  const [path, setPath] = useState("");
  const [working, setWorking] = useState(false);
  const [imported, setImported] = useState<ImportedView | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const take = (write: boolean) => {
    setWorking(true);
    setError(null);
    callWithProgress("import_secret", { path, write }, () => undefined)
      .then(
        (told) => {
          setImported(told);
          changed();
        },
        (reason: AppError) => setError(reason),
      )
      .finally(() => setWorking(false));
  };
  const notes = imported === null ? [] : [...imported.stored.notes, ...(imported.warning === null ? [] : [imported.warning])];
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface className="register-dialog">
        <DialogBody>
          <DialogTitle>{text.file.title}</DialogTitle>
          <DialogContent className="register-dialog-content">
            {imported === null ? (
              <>
                <p>{text.file.intro}</p>
                <PathField path={path} setPath={setPath} label={text.file.path} choose={text.file.choose} what="env" />
              </>
            ) : (
              <div role="status" data-testid="secret-imported">
                <p>
                  <strong>{imported.stored.replaced ? text.replaced : text.stored}.</strong>
                </p>
                {notes.map((note) => (
                  <p key={note} className="meta">
                    {sentence(note)}
                  </p>
                ))}
                {imported.difference !== "" && !imported.written && <Difference unified={imported.difference} />}
              </div>
            )}
            {error !== null && (
              <p className="register-error" role="alert">
                {sentence(error.message)}
                {error.hint !== null && ` ${sentence(error.hint)}`}
              </p>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>
              {imported === null ? text.cancel : imported.written ? text.file.done : text.file.leave}
            </Button>
            {imported === null ? (
              <Button
                appearance="primary"
                disabledFocusable={working || path.trim() === ""}
                onClick={() => take(false)}
                data-testid="secret-file-take"
              >
                {working ? text.working : text.file.take}
              </Button>
            ) : (
              !imported.written &&
              imported.difference !== "" && (
                <Button
                  appearance="primary"
                  disabledFocusable={working}
                  onClick={() => take(true)}
                  data-testid="secret-file-write"
                >
                  {working ? text.working : text.file.write}
                </Button>
              )
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
