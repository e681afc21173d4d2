import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from "@fluentui/react-components";
import { useState } from "react";

import { ClipboardPasteRegular, CopyRegular, MoreHorizontalRegular, TextDescriptionRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { TokenHandle } from "../../ipc/bindings/TokenHandle";
import { call } from "../../ipc/commands";
import { sentence } from "../../text/sentence";
import { token as text } from "../../text/token";

interface MoreProps {
  handle: TokenHandle | null;
  paste: () => void;
  /** The token in the clipboard; `null` where another button does it. */
  inspect: (() => void) | null;
}

/** What is done more seldom with a token. The token itself is copied in Rust, for a minute, and never comes through this page. */
export function More({ handle, paste, inspect }: MoreProps) {
  const [told, setTold] = useState<string | null>(null);
  const copy = (own: TokenHandle) => {
    call("copy_own_token", { handle: own }).then(
      () => setTold(text.copyTokenTold),
      (error: AppError) => setTold(`${text.copyTokenFailed}: ${sentence(error.message)}`),
    );
  };
  return (
    <>
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={text.more} relationship="label">
            <Button appearance="subtle" icon={<MoreHorizontalRegular />} data-testid="token-more" />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {handle !== null && (
              <MenuItem icon={<CopyRegular />} onClick={() => copy(handle)} data-testid="copy-token">
                {text.copyToken}
              </MenuItem>
            )}
            {inspect !== null && (
              <MenuItem icon={<ClipboardPasteRegular />} onClick={inspect} data-testid="inspect">
                {text.inspect}
              </MenuItem>
            )}
            <MenuItem icon={<TextDescriptionRegular />} onClick={paste} data-testid="paste">
              {text.paste}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <p className="meta token-copy" role="status" data-testid="copy-token-told">
        {told}
      </p>
    </>
  );
}
