import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from "@fluentui/react-components";
import { useState } from "react";

import { ClipboardTextLtrRegular } from "../../icons";
import type { TokenView } from "../../ipc/bindings/TokenView";
import { CopyButton } from "../../parts/CopyButton";
import { token } from "../../text/token";
import { report } from "./report";

const text = token.report;

/** What would be copied is seen before it is. */
export function ReportDialog({ view }: { view: TokenView }) {
  const [withClaims, setWithClaims] = useState(false);
  const told = report(view, withClaims);
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button icon={<ClipboardTextLtrRegular />} data-testid="token-report-open">
          {text.button}
        </Button>
      </DialogTrigger>
      <DialogSurface className="token-dialog">
        <DialogBody>
          <DialogTitle>{text.title}</DialogTitle>
          <DialogContent>
            <p className="meta">{text.how}</p>
            <pre className="code token-report-text" tabIndex={0} aria-label={text.title} data-testid="token-report">
              {told}
            </pre>
            <Checkbox
              label={text.withClaims}
              checked={withClaims}
              onChange={(_, { checked }) => setWithClaims(checked === true)}
            />
          </DialogContent>
          <DialogActions>
            <CopyButton value={told} what={text.copy} label={text.copyLabel} testId="token-report-copy" />
            <DialogTrigger disableButtonEnhancement>
              <Button size="small">{text.close}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
