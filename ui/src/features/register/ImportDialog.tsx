import { Button, Field, Textarea } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import type { RegistrationSource } from "../../ipc/bindings/RegistrationSource";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { OpenDialog } from "../../parts/OpenDialog";
import { parts } from "../../text/parts";
import { register } from "../../text/register";
import { PathField } from "./PathField";
import "./run.css";

const text = register.import;

interface ImportDialogProps {
  /** Read at once where there is one. */
  path: string;
  show: (view: RegisterView) => void;
  close: () => void;
}

/** An export of a registration, by its file or as it was pasted. What is no registration says what it is instead. */
export function ImportDialog({ path: given, show, close }: ImportDialogProps) {
  const [path, setPath] = useState(given);
  // Not in React's state: somebody may have pasted more than a registration.
  const pasted = useRef<HTMLDivElement>(null);
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const read = (source: RegistrationSource) => {
    setReading(true);
    setError(null);
    call("import_registration", { source }).then(
      (view) => {
        show(view);
        close();
      },
      (reason: AppError) => {
        setError(reason);
        setReading(false);
      },
    );
  };
  const start = () => {
    const words = pasted.current?.querySelector("textarea")?.value ?? "";
    if (words.trim() !== "") {
      read({ from: "text", text: words });
    } else if (path.trim() !== "") {
      read({ from: "file", path });
    }
  };
  const atOnce = useRef(given !== "");
  useEffect(() => {
    if (atOnce.current) {
      atOnce.current = false;
      start();
    }
  });
  return (
    <OpenDialog
      title={text.title}
      close={close}
      actions={
        <>
          <Button onClick={close}>{parts.cancel}</Button>
          <Button appearance="primary" disabledFocusable={reading} onClick={start} data-testid="import-do">
            {reading ? text.reading : text.do}
          </Button>
        </>
      }
    >
      <p>{text.intro}</p>
      <PathField path={path} setPath={setPath} label={text.path} choose={text.choose} what="registration" />
      <div ref={pasted}>
        <Field label={text.paste}>
          <Textarea rows={5} className="register-paste" spellCheck={false} data-testid="paste" />
        </Field>
      </div>
      {error !== null && <Finding state="warn" title={text.failed} error={error} />}
    </OpenDialog>
  );
}
