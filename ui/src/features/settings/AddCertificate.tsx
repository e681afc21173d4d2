import { Field, Input } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import { callWithProgress } from "../../ipc/commands";
import type { Hear, Keyring } from "../../parts/useKeyring";
import { settings } from "../../text/settings";
import { Row, Rows } from "./Parts";
import { PathField } from "./PathField";
import { Problem } from "./Problem";

const text = settings.certificates.add;

/** The first time it is no failure: the field appears. */
const asksForPassword = (error: AppError) => error.code === "certificate-password";

/** Out of a file into the keyring. A password is asked for where the file has one, and not kept. */
export function AddCertificate({ keyring }: { keyring: Keyring }) {
  const [path, setPath] = useState("");
  const [password, setPassword] = useState<string | null>(null);
  const [notPicked, setNotPicked] = useState<AppError | null>(null);
  const add = () => {
    const given = password;
    setPassword(null);
    setNotPicked(null);
    const work = async (hear: Hear) => ({
      title: text.added,
      notes: await callWithProgress("add_certificate", { path: path.trim(), password: given }, hear),
    });
    void keyring.run(work, (error) => given === null && asksForPassword(error)).then((error) => {
      if (error === null) {
        setPath("");
      } else if (error !== "busy" && asksForPassword(error)) {
        setPassword("");
      }
    });
  };
  return (
    <>
      <Problem error={notPicked} />
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
              failed={setNotPicked}
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
    </>
  );
}
