import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { ImportedView } from "../../ipc/bindings/ImportedView";
import { callWithProgress } from "../../ipc/commands";
import { Difference } from "../../parts/Difference";
import { KeyringTold } from "../../parts/KeyringTold";
import { OpenDialog } from "../../parts/OpenDialog";
import { useKeyring } from "../../parts/useKeyring";
import { parts } from "../../text/parts";
import { register } from "../../text/register";
import { EndField } from "./EndField";
import { PathField } from "./PathField";
import "./run.css";

const text = register.secret;

/** A secret out of a `.env` file: first into the keyring, and then, when a person says so, a comment in its place. */
export function SecretFileDialog({ close, changed }: { close: () => void; changed: () => void }) {
  const [path, setPath] = useState("");
  const [end, setEnd] = useState("");
  const [imported, setImported] = useState<ImportedView | null>(null);
  const keyring = useKeyring(changed);
  const take = (write: boolean) =>
    void keyring.run(async (hear) => {
      const args = { path, end: end.trim() === "" ? null : end.trim(), write };
      const told = await callWithProgress("import_secret", args, hear);
      setImported(told);
      const { stored, warning } = told;
      return {
        title: stored.replaced ? text.replaced : text.stored,
        notes: [...stored.notes, ...(warning === null ? [] : [warning])],
      };
    });
  const canWrite = imported !== null && !imported.written && imported.difference !== "";
  return (
    <OpenDialog
      title={text.file.title}
      close={close}
      testId="secret-file"
      actions={
        <>
          <Button onClick={close}>
            {imported === null ? parts.cancel : imported.written ? text.file.done : text.file.leave}
          </Button>
          {imported === null ? (
            <Button
              appearance="primary"
              disabledFocusable={keyring.working || path.trim() === ""}
              onClick={() => take(false)}
              data-testid="secret-file-take"
            >
              {keyring.working ? text.working : text.file.take}
            </Button>
          ) : (
            canWrite && (
              <Button
                appearance="primary"
                disabledFocusable={keyring.working}
                onClick={() => take(true)}
                data-testid="secret-file-write"
              >
                {keyring.working ? text.working : text.file.write}
              </Button>
            )
          )}
        </>
      }
    >
      {imported === null && (
        <>
          <p>{text.file.intro}</p>
          <PathField path={path} setPath={setPath} label={text.file.path} choose={text.file.choose} what="env" />
          <EndField end={end} setEnd={setEnd} />
        </>
      )}
      <KeyringTold keyring={keyring} />
      {canWrite && <Difference unified={imported.difference} />}
    </OpenDialog>
  );
}
