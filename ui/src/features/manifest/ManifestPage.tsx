import { Suspense, lazy, useState } from "react";

import { manifest as text } from "../../text/manifest";
import { useErrand, useSurroundings } from "../../window/context";
import { useHeldOver } from "../../window/useHeldOver";
import { NoManifest } from "./NoManifest";
import { Shown } from "./Shown";
import { useManifest } from "./useManifest";
import "./manifest.css";

const NewManifest = lazy(() => import("./NewManifest"));

export default function ManifestPage() {
  const { status } = useSurroundings();
  // Another profile has other values, and nothing that was typed for this one is for that.
  return <Manifest key={status.profile} />;
}

/** One manifest: what is wrong with it, what would change, and that it is watched. */
function Manifest() {
  const manifest = useManifest();
  const [making, setMaking] = useState(false);
  const [fix, setFix] = useState<object | null>(null);
  useErrand("manifest", (errand) => {
    switch (errand.do) {
      case "open":
        return manifest.open(errand.path);
      case "check-text":
        return manifest.checkText(errand.text);
      case "fix":
        return setFix({});
    }
  });
  const over = useHeldOver();
  const { shown } = manifest;
  return (
    <div className="manifest-page">
      {shown === null && <NoManifest manifest={manifest} make={() => setMaking(true)} />}
      {shown != null && <Shown manifest={manifest} shown={shown} make={() => setMaking(true)} fix={fix} />}
      {making && (
        <Suspense fallback={null}>
          <NewManifest make={manifest.make} close={() => setMaking(false)} />
        </Suspense>
      )}
      {over && (
        <div className="manifest-drop" aria-hidden>
          {text.drop}
        </div>
      )}
    </div>
  );
}
