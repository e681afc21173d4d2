import { useEffect, useRef, useState } from "react";

import type { FindingSeverity } from "../../ipc/bindings/FindingSeverity";
import type { ManifestShown } from "../../ipc/bindings/ManifestShown";
import { PageTitle } from "../../parts/PageTitle";
import { manifest as text } from "../../text/manifest";
import { Actions } from "./Actions";
import { Body, type Tab } from "./Body";
import { Foot } from "./Foot";
import { NotDone } from "./NotDone";
import { Notices } from "./Notices";
import { Tools } from "./Tools";
import type { OpenManifest } from "./useManifest";
import { hostsOf, verdictOf } from "./verdict";

interface ShownProps {
  manifest: OpenManifest;
  shown: ManifestShown;
  make: () => void;
  /** Another object whenever somebody wants the manifest mended. */
  fix: object | null;
}

/** The manifest that is open. */
export function Shown({ manifest, shown, make, fix }: ShownProps) {
  const { view } = shown;
  const { done } = manifest;
  const [tab, setTab] = useState<Tab>("changes");
  const [goTo, setGoTo] = useState<{ key: string } | null>(null);
  const apply = useRef<HTMLButtonElement>(null);
  const [applied, setApplied] = useState(0);
  if (view.change.count > 0 && applied !== view.change.count) {
    setApplied(view.change.count);
  }
  useEffect(() => {
    if (fix !== null) {
      setTab("changes");
      apply.current?.focus();
    }
  }, [fix]);
  const goToFirst = (severity: FindingSeverity) => {
    setTab("changes");
    setGoTo({ key: `${view.findings.findIndex(({ finding }) => finding.severity === severity)}` });
  };
  const verdict = verdictOf(view);
  return (
    <>
      {/* The button that was used may be gone: the focus goes to what is true now. */}
      <PageTitle key={manifest.serial} title={verdict} testId="manifest-verdict">
        <Actions manifest={manifest} shown={shown} make={make} applyRef={apply} applied={applied} />
      </PageTitle>
      <p className="manifest-file" data-testid="manifest-file">
        <code>{view.name}</code>
        {view.folder !== "" && <span className="manifest-folder">{text.inFolder(view.folder)}</span>}
        {[text.format[view.format], ...hostsOf(view)].map((each) => (
          <span key={each} className="manifest-chip">
            {each}
          </span>
        ))}
      </p>
      <p className="manifest-said" role="status" data-testid="manifest-said">
        {said(done, view.name, verdict)}
      </p>
      <NotDone manifest={manifest} />
      <Notices shown={shown} />
      <Tools manifest={manifest} view={view} tab={tab} turnTo={setTab} goToFirst={goToFirst} />
      <div className="card manifest-card">
        <Body key={view.digest} view={view} tab={tab} goTo={goTo} />
        <Foot shown={shown} again={manifest.again} busy={manifest.busy} />
      </div>
    </>
  );
}

function said(done: OpenManifest["done"], name: string, verdict: string): string {
  if (done === null || done.error !== null) {
    return "";
  }
  switch (done.did) {
    case "applied":
      return text.applied(name);
    case "undone":
      return text.undone(name);
    case "changed":
      return text.changed(verdict);
    default:
      return "";
  }
}
