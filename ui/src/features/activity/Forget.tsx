import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from "@fluentui/react-components";

import { DeleteRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";
import { activity } from "../../text/activity";

const text = activity.forget;

interface ForgetProps {
  disabled: boolean;
  forgotten: () => void;
  failed: (error: AppError) => void;
}

/** Takes the record away, after a question. */
export function Forget({ disabled, forgotten, failed }: ForgetProps) {
  return (
    <Dialog modalType="alert">
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<DeleteRegular />} disabledFocusable={disabled} data-testid="activity-clear">
          {activity.clear}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{text.title}</DialogTitle>
          <DialogContent>{text.sentence}</DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{text.no}</Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button
                appearance="primary"
                onClick={() => void call("clear_activity", {}).then(forgotten, failed)}
                data-testid="activity-clear-yes"
              >
                {text.yes}
              </Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
