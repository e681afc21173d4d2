import { Button, Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";

import { token as text } from "../../text/token";

/** Takes a token once and hands it on: what was pasted goes with this part as soon as it is. */
export function PasteToken({ check, close }: { check: (pasted: string) => void; close: () => void }) {
  const [pasted, setPasted] = useState("");
  const empty = pasted.trim() === "";
  return (
    <div className="card token-paste">
      <Field label={text.pasteLabel} hint={text.pasteHint}>
        <Textarea
          className="code"
          rows={4}
          resize="vertical"
          autoFocus
          spellCheck={false}
          autoComplete="off"
          value={pasted}
          onChange={(_, { value }) => setPasted(value)}
          data-testid="paste-field"
        />
      </Field>
      <div className="token-actions">
        <Button
          appearance="primary"
          disabledFocusable={empty}
          onClick={() => !empty && check(pasted)}
          data-testid="paste-check"
        >
          {text.pasteCheck}
        </Button>
        <Button onClick={close}>{text.pasteClose}</Button>
      </div>
    </div>
  );
}
