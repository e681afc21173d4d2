import { Button } from "@fluentui/react-components";

import { ArrowSyncRegular, ClipboardPasteRegular, EyeOffRegular, EyeRegular } from "../../icons";
import type { ManifestShown } from "../../ipc/bindings/ManifestShown";
import { manifest as text } from "../../text/manifest";
import { sentence } from "../../text/sentence";
import { timeOfDay } from "../../text/time";

interface FootProps {
  shown: ManifestShown;
  again: () => void;
  busy: boolean;
}

/** Whether the file is watched and when it was read, and what a write leaves alone. */
export function Foot({ shown, again, busy }: FootProps) {
  return (
    <footer className="manifest-foot" data-testid="manifest-watch" data-watched={isWatched(shown)}>
      {shown.view.pasted ? (
        <>
          <ClipboardPasteRegular fontSize={16} aria-hidden />
          <span>{text.pasted}</span>
          <span className="meta manifest-promise">{text.pastedPromise}</span>
        </>
      ) : (
        <>
          <Watch shown={shown} again={again} busy={busy} />
          <span className="meta manifest-promise">{text.promise}</span>
        </>
      )}
    </footer>
  );
}

const isWatched = ({ error, unwatched }: ManifestShown) => unwatched === null && error === null;

function Watch({ shown, again, busy }: FootProps) {
  const { view, unwatched } = shown;
  const time = timeOfDay(view.read, true);
  if (isWatched(shown)) {
    return (
      <>
        <EyeRegular fontSize={16} aria-hidden className="manifest-eye" />
        <span>{text.watching}</span>
        <span className="meta">{text.read(time)}</span>
      </>
    );
  }
  return (
    <>
      {unwatched === null ? (
        <EyeRegular fontSize={16} aria-hidden className="manifest-eye" />
      ) : (
        <EyeOffRegular fontSize={16} aria-hidden />
      )}
      <span>{unwatched === null ? text.awaiting : text.notWatching}</span>
      <span className="meta">{text.readAt(time)}</span>
      {unwatched !== null && <span className="meta">{sentence(unwatched.message)}</span>}
      <Button size="small" icon={<ArrowSyncRegular />} disabledFocusable={busy} onClick={again} data-testid="manifest-again">
        {text.checkAgain}
      </Button>
    </>
  );
}
