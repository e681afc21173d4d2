import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";
import { settings } from "../../text/settings";
import { Row, Rows } from "./Parts";
import { PathField } from "./PathField";

const text = settings.profiles;

/** A profile with a name; it is used at once, and this page is then about it. */
export function NewProfile({ failed }: { failed: (error: AppError) => void }) {
  const [name, setName] = useState("");
  const make = () => void call("choose_profile", { name: name.trim(), new: true }).then(() => setName(""), failed);
  return (
    <Rows>
      <Row
        title={text.new.title}
        sentence={text.new.sentence}
        below={
          <form
            className="settings-path"
            onSubmit={(event) => {
              event.preventDefault();
              make();
            }}
          >
            <Field label={text.new.name} className="settings-path-field">
              <Input value={name} onChange={(_, { value }) => setName(value)} spellCheck={false} data-testid="profile-name" />
            </Field>
            <Button type="submit" disabled={name.trim() === ""} data-testid="profile-make">
              {text.new.make}
            </Button>
          </form>
        }
      />
    </Rows>
  );
}

interface ImportProfileProps {
  /** Into which. */
  name: string;
  done: (notes: readonly string[]) => void;
  failed: (error: AppError) => void;
}

export function ImportProfile({ name, done, failed }: ImportProfileProps) {
  const [path, setPath] = useState("");
  const take = () =>
    void call("import_profile", { name, path: path.trim() }).then(
      (notes) => done([text.imported(name, path.trim()), ...notes]),
      failed,
    );
  return (
    <Rows>
      <Row
        title={text.import.title}
        sentence={text.import.sentence(name)}
        below={
          <PathField
            what="project-file"
            path={path}
            setPath={setPath}
            label={text.import.do}
            go={take}
            failed={failed}
            testId="profile-import"
          />
        }
      />
    </Rows>
  );
}
