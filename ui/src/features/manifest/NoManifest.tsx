import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";

import { DocumentAddRegular, DocumentRegular, FolderOpenRegular } from "../../icons";
import { Empty } from "../../parts/Empty";
import { PageTitle } from "../../parts/PageTitle";
import { manifest as text } from "../../text/manifest";
import { NotDone } from "./NotDone";
import { pickManifest } from "./pick";
import type { OpenManifest } from "./useManifest";

/** Before one is open: every way to open one. */
export function NoManifest({ manifest, make }: { manifest: OpenManifest; make: () => void }) {
  const [path, setPath] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== "") {
      manifest.open(path.trim());
    }
  };
  return (
    <>
      <PageTitle title={text.title} />
      <Empty icon={DocumentRegular} title={text.empty.title} sentence={text.empty.sentence}>
        <Button
          appearance="primary"
          icon={<FolderOpenRegular />}
          onClick={() => pickManifest(manifest.open)}
          data-testid="manifest-open"
        >
          {text.openFile}
        </Button>
        <Button icon={<DocumentAddRegular />} onClick={make} data-testid="manifest-make">
          {text.fromTemplate}
        </Button>
        <form className="manifest-path" onSubmit={submit}>
          <Field label={text.orPath}>
            <Input
              value={path}
              onChange={(_, { value }) => setPath(value)}
              placeholder={text.pathPlaceholder}
              aria-label={text.path}
              data-testid="manifest-path"
            />
          </Field>
          <Button type="submit" disabledFocusable={path.trim() === "" || manifest.busy} data-testid="manifest-open-path">
            {text.open}
          </Button>
        </form>
      </Empty>
      {/* Below the field: it stays where the pointer is. */}
      <div className="manifest-not-done">
        <NotDone manifest={manifest} />
      </div>
    </>
  );
}
