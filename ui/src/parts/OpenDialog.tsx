import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import type { ReactNode } from "react";

import "./open-dialog.css";

interface OpenDialogProps {
  title: string;
  children: ReactNode;
  /** The buttons; the primary one last. */
  actions: ReactNode;
  /** Escape, or a click beside it. */
  close: () => void;
  /** Asks something: a click beside it is no answer. */
  alert?: boolean;
  testId?: string;
}

/** A dialog that is open as long as it is there. */
export function OpenDialog({ title, children, actions, close, alert = false, testId }: OpenDialogProps) {
  return (
    <Dialog open modalType={alert ? "alert" : "modal"} onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface className="open-dialog" data-testid={testId}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className="open-dialog-content">{children}</DialogContent>
          <DialogActions>{actions}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
