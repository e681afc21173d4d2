import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useEffect, useRef, useState } from "react";

import { FolderOpenRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { ProjectView } from "../../ipc/bindings/ProjectView";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { project as text } from "../../text/project";

interface OpenProjectProps {
  opened: (view: ProjectView) => void;
  /** Whether the field takes the focus when it appears. */
  focus?: boolean;
}

/** A folder by its path, or out of the system's dialog. What was typed stays where it was not opened. */
export function OpenProject({ opened, focus = false }: OpenProjectProps) {
  const [folder, setFolder] = useState("");
  const [opening, setOpening] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) {
      field.current?.focus();
    }
  }, [focus]);
  const open = (path: string) => {
    setOpening(true);
    setError(null);
    call("open_project", { folder: path })
      .then(opened, setError)
      .finally(() => setOpening(false));
  };
  const choose = () => {
    call("pick", { what: "project" }).then((path) => {
      if (path !== null) {
        setFolder(path);
        open(path);
      }
    }, setError);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (folder.trim() !== "" && !opening) {
      open(folder);
    }
  };
  return (
    <form className="open-project" onSubmit={submit} data-testid="open-project-form">
      <Field label={text.field} hint={text.hint}>
        <Input
          className="code"
          value={folder}
          onChange={(_, { value }) => setFolder(value)}
          input={{ ref: field }}
          spellCheck={false}
          data-testid="project-folder"
        />
      </Field>
      <div className="open-project-actions">
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={folder.trim() === "" || opening}
          data-testid="project-open"
        >
          {opening ? text.opening : text.open}
        </Button>
        <Button icon={<FolderOpenRegular />} onClick={choose} disabledFocusable={opening} data-testid="project-choose">
          {text.choose}
        </Button>
      </div>
      {error !== null && <Finding state="warn" title={text.couldNot} error={error} />}
    </form>
  );
}
