import { Button, Field, Input } from "@fluentui/react-components";

import type { Pick } from "../../ipc/bindings/Pick";
import { call } from "../../ipc/commands";

interface PathFieldProps {
  path: string;
  setPath: (path: string) => void;
  label: string;
  choose: string;
  what: Pick;
}

/** A file by its path, or out of the system's own dialog. */
export function PathField({ path, setPath, label, choose, what }: PathFieldProps) {
  const pick = () => {
    call("pick", { what }).then(
      (picked) => picked !== null && setPath(picked),
      () => undefined,
    );
  };
  return (
    <div className="register-path">
      <Field label={label}>
        <Input
          className="register-code-input"
          value={path}
          onChange={(_, { value }) => setPath(value)}
          spellCheck={false}
          autoComplete="off"
          data-testid="path"
        />
      </Field>
      <Button onClick={pick} data-testid="choose-file">
        {choose}
      </Button>
    </div>
  );
}
