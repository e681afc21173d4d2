import { Button, Dropdown, Field, Option } from "@fluentui/react-components";
import { useEffect, useState } from "react";

import { FolderRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { CodeStack } from "../../ipc/bindings/CodeStack";
import type { CodeView } from "../../ipc/bindings/CodeView";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { register } from "../../text/register";
import { CodeFolderDialog } from "./CodeFolderDialog";
import { CodeOfStack } from "./CodeOfStack";
import "./panel.css";

const text = register.code;

/** Code for a developer's stack, filled from the plan. */
export function CodePanel() {
  const [stack, setStack] = useState<CodeStack>("node");
  const [writing, setWriting] = useState(false);
  const [told, setTold] = useState<{ code: CodeView } | { error: AppError } | null>(null);
  useEffect(() => {
    let wanted = true;
    call("plan_code", { stack }).then(
      (code) => wanted && setTold({ code }),
      (error: AppError) => wanted && setTold({ error }),
    );
    return () => {
      wanted = false;
    };
  }, [stack]);
  const choose = (other: CodeStack) => {
    if (other !== stack) {
      setStack(other);
      // The code below is that of the name above.
      setTold(null);
    }
  };
  return (
    <div className="register-panel">
      <div className="register-stack-line">
        <Field label={text.stack} className="register-stack">
          <Dropdown
            className="register-dropdown"
            value={text.stacks[stack]}
            selectedOptions={[stack]}
            onOptionSelect={(_, { optionValue }) => optionValue !== undefined && choose(optionValue as CodeStack)}
            data-testid="stack"
          >
            {Object.entries(text.stacks).map(([word, name]) => (
              <Option key={word} value={word}>
                {name}
              </Option>
            ))}
          </Dropdown>
        </Field>
        {told !== null && "code" in told && (
          <Button icon={<FolderRegular />} onClick={() => setWriting(true)} data-testid="code-into-folder">
            {text.folder.open}
          </Button>
        )}
      </div>
      {told !== null &&
        ("code" in told ? (
          <CodeOfStack key={stack} code={told.code} />
        ) : (
          <Finding state="warn" title={text.failed} error={told.error} />
        ))}
      {writing && <CodeFolderDialog stack={stack} close={() => setWriting(false)} />}
    </div>
  );
}
