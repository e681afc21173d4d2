import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import type { ReactNode } from "react";

import { settings as text } from "../../text/settings";

interface QuestionProps {
  title: string;
  children: ReactNode;
  /** On the button that does it. */
  yes: string;
  /** Not before everything that goes is told. */
  ready?: boolean;
  agree: () => void;
  close: () => void;
}

/** Before something goes that does not come back. */
export function Question({ title, children, yes, ready = true, agree, close }: QuestionProps) {
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface data-testid="question">
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className="settings-question">{children}</DialogContent>
          <DialogActions>
            <Button onClick={close} data-testid="question-no">
              {text.cancel}
            </Button>
            <Button
              appearance="primary"
              disabled={!ready}
              onClick={() => {
                close();
                agree();
              }}
              data-testid="question-yes"
            >
              {yes}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
