import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from "@fluentui/react-components";
import { type RefObject, useEffect, useState } from "react";

import {
  ArrowUndoRegular,
  CheckmarkRegular,
  CopyRegular,
  DismissRegular,
  DocumentAddRegular,
  FolderOpenRegular,
  MoreHorizontalRegular,
} from "../../icons";
import type { ManifestShown } from "../../ipc/bindings/ManifestShown";
import { call } from "../../ipc/commands";
import { manifest as text } from "../../text/manifest";
import { pickManifest } from "./pick";
import type { OpenManifest } from "./useManifest";

interface ActionsProps {
  manifest: OpenManifest;
  shown: ManifestShown;
  make: () => void;
  applyRef: RefObject<HTMLButtonElement | null>;
  /** How many changes there were to apply when there were some, else 0. */
  applied: number;
}

/** Take back, open, copy, apply; the rest in a menu. */
export function Actions({ manifest, shown, make, applyRef, applied }: ActionsProps) {
  const { view, error } = shown;
  const { busy } = manifest;
  const applies = view.change.count > 0 && !view.pasted;
  return (
    <>
      {/* Far from the place of what it takes back: a second click there does not undo the first. */}
      {view.can_undo && !applies && (
        <Button icon={<ArrowUndoRegular />} disabledFocusable={busy} onClick={manifest.undo} data-testid="manifest-undo">
          {text.undo}
        </Button>
      )}
      <Tooltip content={text.openAnother} relationship="label">
        <Button
          appearance="subtle"
          icon={<FolderOpenRegular />}
          onClick={() => pickManifest(manifest.open)}
          data-testid="manifest-open"
        />
      </Tooltip>
      <CopyMarkup />
      {view.can_undo && !applies && <Applied count={applied} />}
      {applies && (
        <Button
          ref={(element: HTMLButtonElement | null) => {
            applyRef.current = element;
          }}
          appearance="primary"
          disabledFocusable={busy || error !== null}
          onClick={manifest.apply}
          data-testid="manifest-apply"
        >
          {text.apply(view.change.count)}
        </Button>
      )}
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={text.more} relationship="label">
            <Button appearance="subtle" icon={<MoreHorizontalRegular />} data-testid="manifest-more" />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<DocumentAddRegular />} onClick={make} data-testid="manifest-make">
              {text.fromTemplate}
            </MenuItem>
            {view.can_undo && applies && (
              <MenuItem icon={<ArrowUndoRegular />} onClick={manifest.undo} data-testid="manifest-undo">
                {text.undoLast}
              </MenuItem>
            )}
            {view.changed_since && (
              <MenuItem icon={<ArrowUndoRegular />} disabled subText={text.noUndo} data-testid="manifest-no-undo">
                {text.undoLast}
              </MenuItem>
            )}
            <MenuItem icon={<DismissRegular />} onClick={manifest.close} data-testid="manifest-close">
              {text.close}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}

/** In the place of the button that applied them, and as wide. */
function Applied({ count }: { count: number }) {
  return (
    <Button disabled data-testid="manifest-applied">
      <span className="manifest-applied">
        <span>{text.isApplied}</span>
        {count > 0 && <span aria-hidden>{text.apply(count)}</span>}
      </span>
    </Button>
  );
}

/** Of the change as it is shown; it is asked for when it is wanted, and never shown by itself. */
function CopyMarkup() {
  const [told, setTold] = useState<"copied" | "notCopied" | null>(null);
  useEffect(() => {
    if (told === null) {
      return;
    }
    const end = setTimeout(() => setTold(null), 1500);
    return () => clearTimeout(end);
  }, [told]);
  const copy = () => {
    call("manifest_markup", {})
      .then((markup) => call("copy", { text: markup }))
      .then(
        () => setTold("copied"),
        () => setTold("notCopied"),
      );
  };
  return (
    <Button
      icon={told === "copied" ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={copy}
      data-testid="manifest-copy"
    >
      <span role="status">{told === null ? text.copyMarkup : text[told]}</span>
    </Button>
  );
}
