import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";

import { register } from "../../text/register";

const text = register.secret;

/** Before the secret goes out of the keyring: it is nowhere else. */
export function DeleteSecretDialog({ close, remove }: { close: () => void; remove: () => void }) {
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{text.deleteTitle}</DialogTitle>
          <DialogContent>
            <p>{text.deleteSentence}</p>
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{text.keep}</Button>
            <Button
              appearance="primary"
              onClick={() => {
                close();
                remove();
              }}
              data-testid="delete-secret-do"
            >
              {text.deleteDo}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
