import { Button, Field, Input } from "@fluentui/react-components";
import type { ReactNode } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { Pick } from "../../ipc/bindings/Pick";
import { call } from "../../ipc/commands";
import { settings as text } from "../../text/settings";

interface PathFieldProps {
  what: Pick;
  path: string;
  setPath: (path: string) => void;
  /** On the button. */
  label: string;
  go: () => void;
  failed: (error: AppError) => void;
  /** Further fields. */
  children?: ReactNode;
  testId: string;
}

/** A file, typed or picked, and what is done with it. */
export function PathField({ what, path, setPath, label, go, failed, children, testId }: PathFieldProps) {
  const browse = () => {
    call("pick", { what }).then((picked) => picked !== null && setPath(picked), failed);
  };
  return (
    <form
      className="settings-path"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Field label={text.path} className="settings-path-field">
        <Input
          value={path}
          onChange={(_, { value }) => setPath(value)}
          spellCheck={false}
          data-testid={`${testId}-path`}
        />
      </Field>
      {children}
      <Button onClick={browse} data-testid={`${testId}-browse`}>
        {text.browse}
      </Button>
      <Button type="submit" disabled={path.trim() === ""} data-testid={`${testId}-go`}>
        {label}
      </Button>
    </form>
  );
}
