import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { project as text } from "../../text/project";
import { shell } from "../../text/shell";
import { useErrand } from "../../window/context";

/** A project's folder that was dropped onto the window is opened; nothing is seen of it but why one was not. */
export function DroppedProject({ opened }: { opened: () => void }) {
  const [refused, setRefused] = useState<AppError | null>(null);
  useErrand("overview", ({ path }) => {
    setRefused(null);
    call("open_project", { folder: path }).then(opened, setRefused);
  });
  return refused === null ? null : (
    <Finding
      state="warn"
      title={text.couldNot}
      error={refused}
      actions={
        <Button size="small" onClick={() => setRefused(null)} data-testid="dropped-dismiss">
          {shell.dismiss}
        </Button>
      }
    />
  );
}
