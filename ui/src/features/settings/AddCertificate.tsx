import { Field, Input } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";
import { settings } from "../../text/settings";
import { Row, Rows } from "./Parts";
import { PathField } from "./PathField";

const text = settings.certificates.add;

interface AddCertificateProps {
  added: (notes: readonly string[]) => void;
  failed: (error: AppError) => void;
}

/** Out of a file into the keyring. A password is asked for where the file has one, and not kept. */
export function AddCertificate({ added, failed }: AddCertificateProps) {
  const [path, setPath] = useState("");
  const [password, setPassword] = useState<string | null>(null);
  const add = () => {
    const given = password;
    setPassword(null);
    call("add_certificate", { path: path.trim(), password: given }).then(
      (notes) => {
        setPath("");
        added(notes);
      },
      (error: AppError) => {
        if (error.code === "certificate-password") {
          setPassword("");
        }
        // The first time it is no failure: the field appears.
        if (error.code !== "certificate-password" || given !== null) {
          failed(error);
        }
      },
    );
  };
  return (
    <Rows>
      <Row
        title={text.title}
        sentence={text.sentence}
        below={
          <PathField
            what="certificate"
            path={path}
            setPath={(typed) => {
              setPath(typed);
              setPassword(null);
            }}
            label={text.do}
            go={add}
            failed={failed}
            testId="certificate"
          >
            {password !== null && (
              <Field label={text.password}>
                <Input
                  type="password"
                  autoFocus
                  value={password}
                  onChange={(_, { value }) => setPassword(value)}
                  data-testid="certificate-password"
                />
              </Field>
            )}
          </PathField>
        }
      />
    </Rows>
  );
}
