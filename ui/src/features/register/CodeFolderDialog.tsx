import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { CodeInFolder } from "../../ipc/bindings/CodeInFolder";
import type { CodeStack } from "../../ipc/bindings/CodeStack";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { OpenDialog } from "../../parts/OpenDialog";
import { parts } from "../../text/parts";
import { register } from "../../text/register";
import { useSurroundings } from "../../window/context";
import { FilesOfCode } from "./FilesOfCode";
import { PathField } from "./PathField";
import "./run.css";

const text = register.code.folder;

/** The code into a folder: first what would change there, file by file, and only then the files. */
export function CodeFolderDialog({ stack, close }: { stack: CodeStack; close: () => void }) {
  const { send } = useSurroundings();
  const [folder, setFolder] = useState("");
  const [files, setFiles] = useState<readonly CodeInFolder[] | null>(null);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const ask = (seen: string[] | null) => {
    setWorking(true);
    setError(null);
    call("write_code", { stack, folder, seen })
      .then(setFiles, (reason: AppError) => {
        setFiles(null);
        setError(reason);
      })
      .finally(() => setWorking(false));
  };
  const changes = files?.filter(({ difference, error }) => difference !== "" && error === null).length ?? 0;
  const written = files?.some((file) => file.written) ?? false;
  return (
    <OpenDialog
      title={text.title}
      close={close}
      testId="code-folder"
      actions={
        <>
          {written && (
            <Button
              onClick={() => {
                close();
                send({ page: "settings", do: "show", section: "privacy" });
              }}
              data-testid="code-list"
            >
              {text.list}
            </Button>
          )}
          <Button onClick={close} data-testid="code-close">
            {written ? text.done : parts.cancel}
          </Button>
          {files === null ? (
            <Button
              appearance="primary"
              disabledFocusable={working || folder.trim() === ""}
              onClick={() => ask(null)}
              data-testid="code-look"
            >
              {working ? text.looking : text.look}
            </Button>
          ) : (
            !written &&
            changes > 0 && (
              <Button
                appearance="primary"
                disabledFocusable={working}
                onClick={() => ask(files.map(({ difference }) => difference))}
                data-testid="code-write"
              >
                {working ? text.writing : text.write(changes)}
              </Button>
            )
          )}
        </>
      }
    >
      {!written && (
        <>
          <p>{text.intro}</p>
          <PathField
            path={folder}
            setPath={(typed) => {
              setFolder(typed);
              setFiles(null);
            }}
            label={text.path}
            choose={text.choose}
            what="project"
          />
        </>
      )}
      {files !== null && <FilesOfCode files={files} written={written} />}
      {error !== null && <Finding state="warn" title={text.failed} error={error} />}
    </OpenDialog>
  );
}
