import { Button } from "@fluentui/react-components";
import { useEffect, useState } from "react";

import { DocumentRegular } from "../../icons";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { manifest as text } from "../../text/manifest";
import type { OpenManifest } from "./useManifest";

/** Why what a person wanted was not done; of a folder with several manifests, which of them there are. */
export function NotDone({ manifest: { done, open, busy } }: { manifest: OpenManifest }) {
  if (done === null || done.error === null) {
    return null;
  }
  const { did, error, of } = done;
  const title = did === "applied" ? text.notApplied : did === "undone" ? text.notUndone : text.notOpened;
  return error.code === "several-manifests" && of !== null ? (
    <Finding state="warn" title={text.several.title} error={error} message={text.several.sentence(of)}>
      <Choices key={of} folder={of} open={open} busy={busy} />
    </Finding>
  ) : (
    <Finding state="warn" title={title} error={error} />
  );
}

/** As many are offered: of more somebody types the path. */
const MOST = 30;

interface ChoicesProps {
  folder: string;
  open: (file: string) => void;
  busy: boolean;
}

function Choices({ folder, open, busy }: ChoicesProps) {
  const [found, setFound] = useState<readonly string[]>([]);
  useEffect(() => {
    let wanted = true;
    call("manifest_choices", { folder }).then(
      (found) => wanted && setFound(found),
      // The message says what is known without it.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [folder]);
  return (
    <>
      <ul className="manifest-choices" aria-label={text.several.label}>
        {found.slice(0, MOST).map((file) => (
          <li key={file}>
            <Button
              appearance="subtle"
              size="small"
              icon={<DocumentRegular />}
              disabledFocusable={busy}
              onClick={() => open(file)}
              data-testid={`manifest-choice-${file}`}
            >
              <code>{below(folder, file)}</code>
            </Button>
          </li>
        ))}
      </ul>
      {found.length > MOST && <p className="meta">{text.several.more(found.length - MOST)}</p>}
    </>
  );
}

/** As it is called from the folder on. */
function below(folder: string, file: string): string {
  return file.startsWith(folder) ? file.slice(folder.length).replace(/^[\\/]+/, "") : file;
}
