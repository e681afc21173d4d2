import { Button } from "@fluentui/react-components";
import { useState } from "react";

import { CertificateRegular, ClipboardPasteRegular, DeleteRegular, DocumentRegular } from "../../icons";
import type { KeptView } from "../../ipc/bindings/KeptView";
import { callWithProgress } from "../../ipc/commands";
import { Question } from "../../parts/Question";
import type { Keyring } from "../../parts/useKeyring";
import { register } from "../../text/register";
import { useSurroundings } from "../../window/context";
import { EndField } from "./EndField";
import { SecretFileDialog } from "./SecretFileDialog";

const text = register.secret;

interface SecretActionsProps {
  keyring: Keyring;
  own: KeptView | null;
  certificate: KeptView | null;
  end: string;
  setEnd: (end: string) => void;
  /** Of the secret that is kept already. */
  keepEnd: () => void;
  changed: () => void;
}

/** The ways of a secret into the keyring and out of it. */
export function SecretActions({ keyring, own, certificate, end, setEnd, keepEnd, changed }: SecretActionsProps) {
  const { send } = useSurroundings();
  const [dialog, setDialog] = useState<"file" | "delete" | null>(null);
  const keep = () =>
    void keyring
      .run(async (hear) => {
        const stored = await callWithProgress("keep_secret", { end: end.trim() === "" ? null : end.trim() }, hear);
        return { title: stored.replaced ? text.replaced : text.stored, notes: stored.notes };
      })
      .then((error) => error === null && setEnd(""));
  const remove = () =>
    void keyring.run(async (hear) => ({ title: text.deleted, notes: await callWithProgress("delete_secret", {}, hear) }));
  return (
    <>
      <EndField end={end} setEnd={setEnd}>
        {own !== null && (
          <Button size="small" disabledFocusable={keyring.working || end.trim() === ""} onClick={keepEnd} data-testid="keep-end">
            {text.keepEnd}
          </Button>
        )}
      </EndField>
      <div className="register-secret-actions">
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
          disabledFocusable={keyring.working}
          onClick={() => setDialog("file")}
          data-testid="secret-from-file"
        >
          {text.fromFile}
        </Button>
        <Button
          size="small"
          icon={<CertificateRegular fontSize={16} />}
          onClick={() => send({ page: "settings", do: "show", section: "certificates" })}
          data-testid="certificate-instead"
        >
          {text.certificates}
        </Button>
        {own !== null && (
          <Button
            size="small"
            icon={<DeleteRegular fontSize={16} />}
            disabledFocusable={keyring.working}
            onClick={() => setDialog("delete")}
            data-testid="delete-secret"
          >
            {text.delete}
          </Button>
        )}
      </div>
      {dialog === "file" && <SecretFileDialog close={() => setDialog(null)} changed={changed} />}
      {dialog === "delete" && (
        <Question
          title={text.deleteTitle}
          yes={text.deleteDo}
          no={text.keep}
          agree={remove}
          close={() => setDialog(null)}
        >
          <p>{certificate === null ? text.deleteSentence : text.deleteBesideCertificate}</p>
        </Question>
      )}
    </>
  );
}
