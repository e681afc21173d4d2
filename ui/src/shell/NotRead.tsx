import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";

import type { AppError } from "../ipc/bindings/AppError";
import { sentence } from "../text/sentence";
import { shell as text } from "../text/shell";

/** Why the profile or the project's facts could not be read: what stands around the page is what is known without them. */
export function NotRead({ error, again }: { error: AppError; again: () => void }) {
  return (
    <MessageBar className="shell-notice" intent="warning" layout="multiline" data-testid="profile-not-read">
      <MessageBarBody>
        <MessageBarTitle>{sentence(error.message)}</MessageBarTitle>
        {error.hint !== null && sentence(error.hint)} {text.withoutProfile} <code>{error.code}</code>
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={again} data-testid="profile-read-again">
          {text.readAgain}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
