import { Button, Tooltip } from "@fluentui/react-components";
import { useState } from "react";

import { DeleteRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { CertificateFile } from "../../ipc/bindings/CertificateFile";
import type { CertificateState } from "../../ipc/bindings/CertificateState";
import type { KeptCertificate } from "../../ipc/bindings/KeptCertificate";
import { call } from "../../ipc/commands";
import type { State } from "../../journey";
import { CopyButton } from "../../parts/CopyButton";
import { StateIcon } from "../../parts/StateIcon";
import { sentence } from "../../text/sentence";
import { settings } from "../../text/settings";
import { AddCertificate } from "./AddCertificate";
import { day } from "./date";
import { Row, Rows, Section } from "./Parts";
import { Problem, Told } from "./Problem";
import { Question } from "./Question";
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
  const { value, error, again, fail } = useRead(() => call("certificates", {}));
  const [told, setTold] = useState<readonly string[]>([]);
  const [deleting, setDeleting] = useState<KeptCertificate | null>(null);
  const done = (notes: readonly string[]) => {
    setTold(notes.map(sentence));
    again();
  };
  const failed = (refused: AppError) => {
    setTold([]);
    fail(refused);
  };
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
        <Told notes={told} />
        {value !== null && value.keyring_error !== null && <Problem error={value.keyring_error} />}
        {value !== null && value.kept.length === 0 && <p className="meta">{text.none}</p>}
        {value !== null && value.kept.length > 0 && (
          <Rows>
            {value.kept.map((kept) => (
              <KeptRow key={kept.entry} kept={kept} remove={() => setDeleting(kept)} />
            ))}
          </Rows>
        )}
        <AddCertificate added={(notes) => done([text.added, ...notes])} failed={failed} />
      </Section>
      {deleting !== null && (
        <Question
          title={text.question.title}
          yes={text.question.yes}
          agree={() =>
            void call("delete_certificate", { clientId: deleting.client_id }).then(
              (notes) => done([text.deleted, ...notes]),
              failed,
            )
          }
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

const verdicts: Record<KeptCertificate["verdict"], State> = {
  good: "fine",
  "end-unknown": "warn",
  "ends-soon": "warn",
  ended: "fail",
  "not-in-keyring": "fail",
};

function stateOf({ verdict, end }: KeptCertificate): string {
  if (verdict === "not-in-keyring") {
    return text.notInKeyring;
  }
  if (end === null) {
    return text.endUnknown;
  }
  const state = verdict === "ended" ? "ended" : verdict === "ends-soon" ? "ends-soon" : "valid";
  return text.state[state](day(end));
}

function KeptRow({ kept, remove }: { kept: KeptCertificate; remove: () => void }) {
  const name = kept.subject ?? text.noSubject;
  return (
    <Row
      title={name}
      sentence={
        <>
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
      <span className="settings-state">
        <StateIcon state={verdicts[kept.verdict]} />
        {stateOf(kept)}
      </span>
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
