import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect, useId, useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { ProjectView } from "../../ipc/bindings/ProjectView";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { project as text } from "../../text/project";
import { overview } from "../../text/overview";
import { sentence } from "../../text/sentence";
import { useSurroundings } from "../../window/context";
import { OpenProject } from "./OpenProject";

/** The project that is open and what lies in it; without one, the way to open it. */
export function Project({ changed }: { changed: () => void }) {
  const { status } = useSurroundings();
  const id = useId();
  const folder = status.project_folder;
  const [view, setView] = useState<ProjectView | null>(null);
  const [refused, setRefused] = useState<{ title: string; error: AppError } | null>(null);
  const [opening, setOpening] = useState(false);
  useEffect(() => {
    let wanted = true;
    setRefused(null);
    if (folder === null) {
      setView(null);
    } else {
      call("project", {}).then(
        (answer) => wanted && setView(answer),
        (error: AppError) => {
          if (wanted) {
            setView(null);
            setRefused({ title: text.notRead, error });
          }
        },
      );
    }
    return () => {
      wanted = false;
    };
  }, [folder]);
  const close = () => {
    setRefused(null);
    call("close_project", {}).then(changed, (error: AppError) => setRefused({ title: text.notClosed, error }));
  };
  const opened = (answer: ProjectView) => {
    setView(answer);
    setRefused(null);
    setOpening(false);
    changed();
  };
  return (
    <section className="overview-section" aria-labelledby={id} data-testid="project">
      <header>
        <h2 id={id}>{text.title}</h2>
        <span className="overview-section-actions">
          <Button size="small" appearance="subtle" onClick={() => setOpening(!opening)} data-testid="project-another">
            {folder === null ? overview.first.openProject : text.another}
          </Button>
          {folder !== null && (
            <Button size="small" appearance="subtle" onClick={close} data-testid="project-close">
              {text.close}
            </Button>
          )}
        </span>
      </header>
      {refused !== null && <Finding state="warn" {...refused} />}
      {opening && <OpenProject opened={opened} focus />}
      {view !== null && <Found view={view} />}
    </section>
  );
}

/** What was found in a folder. */
export function Found({ view }: { view: ProjectView }) {
  const { send } = useSurroundings();
  const nothing =
    view.manifests.length === 0 && view.environment === null && view.registrations.length === 0 && view.facts === null;
  return (
    <dl className="card overview-values project-found" data-testid="project-found">
      <div>
        <dt>{text.title}</dt>
        <dd>
          <code>{view.folder}</code>
          {nothing && <p className="meta">{text.nothing}</p>}
        </dd>
      </div>
      <Row name={text.manifests} none={text.none.manifests}>
        {view.manifests.map(({ file, path, has_markup }) => (
          <File
            key={path}
            file={file}
            says={has_markup ? text.hasMarkup : text.noMarkup}
            open={() => send({ page: "manifest", do: "open", path })}
          />
        ))}
      </Row>
      <Row name={text.registrations} none={text.none.registrations}>
        {view.registrations.map(({ file, path, name }) => (
          <File key={path} file={file} says={name ?? ""} open={() => send({ page: "register", do: "import", path })} />
        ))}
      </Row>
      <Row name={text.environment} none={text.none.environment}>
        {view.environment !== null && <File file={view.environment.file} says={text.names(view.environment.names)} />}
      </Row>
      {view.facts !== null && (
        <Row name={text.facts} none="">
          <File file={view.facts} says="" />
        </Row>
      )}
      {view.error !== null && (
        <div>
          <dt>{text.facts}</dt>
          <dd>
            {sentence(view.error.message)}
            {view.error.hint !== null && <p className="meta">{sentence(view.error.hint)}</p>}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Row({ name, none, children }: { name: string; none: string; children: ReactNode }) {
  const isEmpty = children === false || children === null || (Array.isArray(children) && children.length === 0);
  return (
    <div>
      <dt>{name}</dt>
      <dd>{isEmpty ? <span className="meta">{none}</span> : children}</dd>
    </div>
  );
}

function File({ file, says, open }: { file: string; says: string; open?: () => void }) {
  return (
    <p className="project-file">
      {open === undefined ? (
        <code>{file}</code>
      ) : (
        <button type="button" className="link" onClick={open} data-testid={`file-${file}`}>
          <code>{file}</code>
        </button>
      )}
      <span className="meta">{says}</span>
    </p>
  );
}
