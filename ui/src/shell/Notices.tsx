import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";

import { DismissRegular } from "../icons";
import type { AppError } from "../ipc/bindings/AppError";
import { sentence } from "../text/sentence";
import { shell as text } from "../text/shell";
import type { Offer } from "../window/usePasteAndDrop";

export type Notice = { kind: "offer"; offer: Offer } | { kind: "unknown-file"; path: string } | { kind: "error"; error: AppError };

interface NoticesProps {
  notice: Notice | null;
  take: (offer: Offer) => void;
  dismiss: () => void;
}

/** One message above the page: what a paste could be, a file that nothing opens, a switch that was refused. */
export function Notices({ notice, take, dismiss }: NoticesProps) {
  if (notice === null) {
    return null;
  }
  return (
    <MessageBar
      className="shell-notice"
      intent={notice.kind === "offer" ? "info" : "warning"}
      layout="multiline"
      data-testid="notice"
    >
      <MessageBarBody>
        {notice.kind === "offer" && <MessageBarTitle>{text.pasted[notice.offer.what].title}</MessageBarTitle>}
        {notice.kind === "unknown-file" && text.unknownFile(notice.path)}
        {notice.kind === "error" && (
          <>
            <MessageBarTitle>{sentence(notice.error.message)}</MessageBarTitle>
            {notice.error.hint !== null && sentence(notice.error.hint)} <code>{notice.error.code}</code>
          </>
        )}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<DismissRegular fontSize={16} />}
            aria-label={text.dismiss}
            onClick={dismiss}
            data-testid="notice-dismiss"
          />
        }
      >
        {notice.kind === "offer" && (
          <Button size="small" onClick={() => take(notice.offer)} data-testid="notice-take">
            {text.pasted[notice.offer.what].take}
          </Button>
        )}
      </MessageBarActions>
    </MessageBar>
  );
}
