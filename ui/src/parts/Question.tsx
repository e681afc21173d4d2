import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";

import { parts as text } from "../text/parts";
import { OpenDialog } from "./OpenDialog";

interface QuestionProps {
  title: string;
  children: ReactNode;
  /** On the button that does it. */
  yes: string;
  /** On the other one. */
  no?: string;
  /** Not before everything that goes is told. */
  ready?: boolean;
  agree: () => void;
  close: () => void;
}

/** Before something goes that does not come back. */
export function Question({ title, children, yes, no = text.cancel, ready = true, agree, close }: QuestionProps) {
  return (
    <OpenDialog
      alert
      title={title}
      close={close}
      testId="question"
      actions={
        <>
          <Button onClick={close} data-testid="question-no">
            {no}
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
        </>
      }
    >
      {children}
    </OpenDialog>
  );
}
