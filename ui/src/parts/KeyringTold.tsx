import { Button } from "@fluentui/react-components";

import { keyring as text } from "../text/kept";
import { parts } from "../text/parts";
import { sentence } from "../text/sentence";
import type { Keyring } from "./useKeyring";
import "./keyring-told.css";

/** For what the keyring waits, what was done, or why it was not. */
export function KeyringTold({ keyring }: { keyring: Keyring }) {
  const { waiting, working, told, error, stop } = keyring;
  return (
    <div className="keyring-told">
      <div role="status">
        {waiting !== null && <p>{text.waiting(waiting)}</p>}
        {told !== null && (
          <div data-testid="secret-told">
            <p>
              <strong>{told.title}</strong>
            </p>
            {told.notes.map((note) => (
              <p key={note} className="meta">
                {sentence(note)}
              </p>
            ))}
          </div>
        )}
      </div>
      {working && (
        <Button size="small" onClick={stop} data-testid="stop-secret">
          {parts.stop}
        </Button>
      )}
      {error !== null && (
        <p className="keyring-error" role="alert" data-testid="secret-error">
          {sentence(error.message)}
          {error.hint !== null && ` ${sentence(error.hint)}`}
        </p>
      )}
    </div>
  );
}
