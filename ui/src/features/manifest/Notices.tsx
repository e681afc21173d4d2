import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import type { ReactNode } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { ManifestShown } from "../../ipc/bindings/ManifestShown";
import { manifest as text } from "../../text/manifest";
import { sentence } from "../../text/sentence";
import { useSurroundings } from "../../window/context";

/** What is to be known before the change is read: a file that is gone, values that were not compared, what follows. */
export function Notices({ shown: { view, error } }: { shown: ManifestShown }) {
  const { go } = useSurroundings();
  const refused = view.change.refused;
  return (
    <div className="manifest-notices">
      {error !== null && <Told intent="warning" title={text.gone} error={error} testId="manifest-gone" />}
      {view.without_plan !== null && (
        <Told intent="info" title={text.notCompared} error={view.without_plan} testId="manifest-not-compared">
          <Button size="small" onClick={() => go("register")}>
            {text.toRegister}
          </Button>
        </Told>
      )}
      {refused !== null && !view.findings.some(({ finding }) => finding.code === refused.code) && (
        <Told intent="info" title={text.refused} error={refused} testId="manifest-refused" />
      )}
      {/* Of a change that cannot be made now nothing follows. */}
      {(error === null ? view.change.notes : []).map((note) => (
        <MessageBar key={note} intent="info" layout="multiline" data-testid="manifest-note">
          <MessageBarBody>{sentence(note)}</MessageBarBody>
        </MessageBar>
      ))}
    </div>
  );
}

interface ToldProps {
  intent: "warning" | "info";
  title: string;
  error: AppError;
  testId: string;
  children?: ReactNode;
}

function Told({ intent, title, error, testId, children }: ToldProps) {
  return (
    <MessageBar intent={intent} data-testid={testId}>
      <MessageBarBody>
        <MessageBarTitle>{title.replace(/\.$/, "")}.</MessageBarTitle> {sentence(error.message)}{" "}
        {/* What the command would be told is no use in a window. */}
        {error.hint !== null && !error.hint.includes("--") && sentence(error.hint)}
      </MessageBarBody>
      {children !== undefined && <MessageBarActions>{children}</MessageBarActions>}
    </MessageBar>
  );
}
