import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Radio,
  RadioGroup,
} from "@fluentui/react-components";
import { type FormEvent, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { NewManifest as New } from "../../ipc/bindings/NewManifest";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { manifest } from "../../text/manifest";
import { useSurroundings } from "../../window/context";

const text = manifest.new;
const offices = ["word", "excel", "powerpoint", "outlook"] as const;

interface NewManifestProps {
  make: (manifest: New) => Promise<void>;
  close: () => void;
}

/** What a new manifest is to be. It is written where none stands. */
export default function NewManifest({ make, close }: NewManifestProps) {
  const { status } = useSurroundings();
  const [form, setForm] = useState({
    office_hosts: ["excel"] as New["office_hosts"],
    format: "xml" as "xml" | "json",
    content: false,
    naa: false,
    name: "",
    domain: "",
    client_id: "",
    folder: status.project_folder ?? "",
  });
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (more: Partial<typeof form>) => setForm((before) => ({ ...before, ...more }));
  const unified = form.format === "json";
  const said = (value: string) => (value.trim() === "" ? null : value.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const { office_hosts, content, naa, folder } = form;
    const facts = { name: said(form.name), domain: said(form.domain), client_id: said(form.client_id) };
    make({ office_hosts, content: content && !unified, naa, folder: folder.trim(), unified, ...facts })
      .then(close)
      .catch((error: AppError) => {
        setError(error);
        setBusy(false);
      });
  };
  const pick = () => {
    call("pick", { what: "project" }).then(
      (folder) => folder !== null && change({ folder }),
      () => undefined,
    );
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface data-testid="new-manifest">
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{text.title}</DialogTitle>
            <DialogContent className="new-manifest">
              {error !== null && <Finding state="warn" title={text.failed} error={error} />}
              <Field label={text.hosts}>
                <div className="new-manifest-hosts" role="group" aria-label={text.hosts}>
                  {offices.map((office) => (
                    <Checkbox
                      key={office}
                      label={text.office[office]}
                      checked={form.office_hosts.includes(office)}
                      onChange={(_, { checked }) =>
                        change({
                          office_hosts: offices.filter((each) =>
                            each === office ? checked === true : form.office_hosts.includes(each),
                          ),
                        })
                      }
                      input={{ "data-testid": `new-host-${office}` } as object}
                    />
                  ))}
                </div>
              </Field>
              <Field label={text.format}>
                <RadioGroup value={form.format} onChange={(_, { value }) => change({ format: value as "xml" | "json" })}>
                  <Radio value="xml" label={text.xml} />
                  <Radio value="json" label={text.json} />
                </RadioGroup>
              </Field>
              <div className="new-manifest-also">
                {!unified && (
                  <Checkbox label={text.content} checked={form.content} onChange={(_, { checked }) => change({ content: checked === true })} />
                )}
                <Checkbox label={text.naa} checked={form.naa} onChange={(_, { checked }) => change({ naa: checked === true })} />
              </div>
              <Field label={text.folder} required hint={text.folderHint(unified ? "manifest.json" : "manifest.xml")}>
                <Input
                  value={form.folder}
                  onChange={(_, { value }) => change({ folder: value })}
                  contentAfter={
                    <Button size="small" appearance="transparent" onClick={pick}>
                      {text.pick}
                    </Button>
                  }
                  data-testid="new-folder"
                />
              </Field>
              <Field label={text.name}>
                <Input value={form.name} placeholder={text.namePlaceholder} onChange={(_, { value }) => change({ name: value })} />
              </Field>
              <Field label={text.domain}>
                <Input value={form.domain} placeholder={text.domainPlaceholder} onChange={(_, { value }) => change({ domain: value })} />
              </Field>
              <Field label={text.clientId}>
                <Input
                  className="code"
                  value={form.client_id}
                  placeholder={text.clientIdPlaceholder}
                  onChange={(_, { value }) => change({ client_id: value })}
                  data-testid="new-client-id"
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>{text.cancel}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={busy || form.folder.trim() === ""} data-testid="new-make">
                {text.make}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
