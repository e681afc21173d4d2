import { useState } from "react";

import { manifest as text } from "../../text/manifest";
import { useErrand, useSurroundings } from "../../window/context";
import { useDrop } from "../../window/useDrop";
import { NewManifest } from "./NewManifest";
import { NoManifest } from "./NoManifest";
import { Shown } from "./Shown";
import { useManifest } from "./useManifest";
import "./manifest.css";

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
  useErrand("manifest", (errand) => (errand.do === "open" ? manifest.open(errand.path) : setFix({})));
  const over = useDrop((paths) => {
    const file = paths.find((path) => /\.(xml|json)$/i.test(path)) ?? paths[0];
    if (file !== undefined) {
      manifest.open(file);
    }
  });
  const { shown } = manifest;
  return (
    <div className="manifest-page">
      {shown === null && <NoManifest manifest={manifest} make={() => setMaking(true)} />}
      {shown != null && <Shown manifest={manifest} shown={shown} make={() => setMaking(true)} fix={fix} />}
      {making && <NewManifest make={manifest.make} close={() => setMaking(false)} />}
      {over && (
        <div className="manifest-drop" aria-hidden>
          {text.drop}
        </div>
      )}
    </div>
  );
}
