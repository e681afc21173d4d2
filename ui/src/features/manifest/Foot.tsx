import { Button } from "@fluentui/react-components";

import { ArrowSyncRegular, EyeOffRegular, EyeRegular } from "../../icons";
import type { ManifestShown } from "../../ipc/bindings/ManifestShown";
import { manifest as text } from "../../text/manifest";
import { sentence } from "../../text/sentence";

interface FootProps {
  shown: ManifestShown;
  again: () => void;
  busy: boolean;
}

/** Whether the file is watched and when it was read, and what a write leaves alone. */
export function Foot({ shown: { view, error, unwatched }, again, busy }: FootProps) {
  const watched = unwatched === null && error === null;
  const time = new Date(view.read).toLocaleTimeString("en-GB");
  return (
    <footer className="manifest-foot" data-testid="manifest-watch" data-watched={watched}>
      {watched ? <EyeRegular fontSize={16} aria-hidden className="manifest-eye" /> : <EyeOffRegular fontSize={16} aria-hidden />}
      <span>{watched ? text.watching : text.notWatching}</span>
      <span className="meta">{watched ? text.read(time) : text.readAt(time)}</span>
      {!watched && (
        <>
          {unwatched !== null && <span className="meta">{sentence(unwatched.message)}</span>}
          <Button size="small" icon={<ArrowSyncRegular />} disabledFocusable={busy} onClick={again} data-testid="manifest-again">
            {text.checkAgain}
          </Button>
        </>
      )}
      <span className="meta manifest-promise">{text.promise}</span>
    </footer>
  );
}
