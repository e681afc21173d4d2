import { Button, Tooltip } from "@fluentui/react-components";
import { useState } from "react";

import { ArrowSyncRegular, DeleteRegular } from "../../icons";
import type { CertificateFile } from "../../ipc/bindings/CertificateFile";
import type { CertificateState } from "../../ipc/bindings/CertificateState";
import type { KeptView } from "../../ipc/bindings/KeptView";
import { call, callWithProgress } from "../../ipc/commands";
import type { State } from "../../journey";
import { CopyButton } from "../../parts/CopyButton";
import { Finding } from "../../parts/Finding";
import { KeptState } from "../../parts/KeptState";
import { KeyringTold } from "../../parts/KeyringTold";
import { Question } from "../../parts/Question";
import { StateIcon } from "../../parts/StateIcon";
import { useKeyring } from "../../parts/useKeyring";
import { keyring as words } from "../../text/kept";
import { parts } from "../../text/parts";
import { sentence } from "../../text/sentence";
import { settings } from "../../text/settings";
import { AddCertificate } from "./AddCertificate";
import { day } from "./date";
import { Row, Rows, Section } from "./Parts";
import { Problem } from "./Problem";
import { useRead } from "./useRead";

const text = settings.certificates;

const shapes: Record<CertificateState, State> = {
  valid: "fine",
  "ends-soon": "warn",
  ended: "fail",
  "not-yet-valid": "warn",
  absent: "waiting",
  unreadable: "fail",
};

export function Certificates() {
  const { value, error, again } = useRead(() => call("certificates", {}));
  const [deleting, setDeleting] = useState<KeptView | null>(null);
  const keyring = useKeyring(again);
  const remove = (clientId: string) =>
    void keyring.run(async (hear) => ({
      title: text.deleted,
      notes: await callWithProgress("delete_certificate", { clientId }, hear),
    }));
  const refused = value?.keyring_error ?? null;
  return (
    <>
      <Section title={text.machine}>
        <Rows>
          {(value?.files ?? []).map((file) => (
            <FileRow key={file.role} file={file} />
          ))}
        </Rows>
        <p className="meta">{text.renew}</p>
      </Section>
      <Section title={text.keyring}>
        <Problem error={error} />
        {refused !== null && (
          <Finding
            state="warn"
            title={words.notLookedInto}
            error={refused}
            actions={
              <Button icon={<ArrowSyncRegular />} onClick={again} data-testid="look-again">
                {parts.again}
              </Button>
            }
          >
            <p>{words.notYours}</p>
          </Finding>
        )}
        {value !== null && refused === null && value.kept.length === 0 && <p className="meta">{text.none}</p>}
        {value !== null && value.kept.length > 0 && (
          <Rows>
            {value.kept.map((kept) => (
              <KeptRow key={kept.entry} kept={kept} remove={() => setDeleting(kept)} />
            ))}
          </Rows>
        )}
        <KeyringTold keyring={keyring} />
        <AddCertificate keyring={keyring} />
      </Section>
      {deleting !== null && (
        <Question
          title={text.question.title}
          yes={text.question.yes}
          agree={() => remove(deleting.client_id)}
          close={() => setDeleting(null)}
        >
          <p>{text.question.sentence(deleting.subject ?? deleting.client_id)}</p>
        </Question>
      )}
    </>
  );
}

function FileRow({ file }: { file: CertificateFile }) {
  const { title, sentence: about } = text.role[file.role];
  return (
    <Row
      title={title}
      sentence={
        <>
          <p>{file.error === null ? about : sentence(file.error.message)}</p>
          {file.state !== "absent" && <code>{file.path}</code>}
        </>
      }
      testId={`certificate-${file.role}`}
    >
      <span className="settings-state">
        <StateIcon state={shapes[file.state]} />
        {text.state[file.state](file.certificate === null ? "" : day(file.certificate.end))}
      </span>
      {file.state !== "absent" && <CopyButton value={file.path} what={text.path} />}
    </Row>
  );
}

function KeptRow({ kept, remove }: { kept: KeptView; remove: () => void }) {
  const name = kept.subject ?? text.noSubject;
  return (
    <Row
      title={name}
      sentence={
        <>
          <KeptState kept={kept} testId="kept-certificate" />
          {kept.thumbprint !== null && (
            <p>
              {text.thumbprint} <code>{kept.thumbprint}</code>
            </p>
          )}
          <p>
            {text.clientId} <code>{kept.client_id}</code>
          </p>
        </>
      }
    >
      <Tooltip content={settings.profiles.delete(name)} relationship="label">
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular fontSize={16} />}
          onClick={remove}
          data-testid="certificate-delete"
        />
      </Tooltip>
    </Row>
  );
}
