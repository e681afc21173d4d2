import { Button } from "@fluentui/react-components";
import { useState } from "react";

import { CopyRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { TokenHandle } from "../../ipc/bindings/TokenHandle";
import { call } from "../../ipc/commands";
import { sentence } from "../../text/sentence";
import { token as text } from "../../text/token";

/** Copies the token itself: in Rust, for a minute, never through this page. */
export function CopyToken({ handle }: { handle: TokenHandle }) {
  const [told, setTold] = useState<string | null>(null);
  const copy = () => {
    call("copy_own_token", { handle }).then(
      () => setTold(text.copyTokenTold),
      (error: AppError) => setTold(`${text.copyTokenFailed}: ${sentence(error.message)}`),
    );
  };
  return (
    <span className="token-copy">
      <Button appearance="subtle" icon={<CopyRegular />} onClick={copy} data-testid="copy-token">
        {text.copyToken}
      </Button>
      <span className="meta" role="status" data-testid="copy-token-told">
        {told}
      </span>
    </span>
  );
}
