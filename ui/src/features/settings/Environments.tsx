import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { CloudKind } from "../../ipc/bindings/CloudKind";
import type { EnvironmentView } from "../../ipc/bindings/EnvironmentView";
import { call } from "../../ipc/commands";
import { StateIcon } from "../../parts/StateIcon";
import { settings } from "../../text/settings";
import { useSurroundings } from "../../window/context";
import { Row, Rows, Section } from "./Parts";
import { PathField } from "./PathField";
import { Problem } from "./Problem";
import { useRead } from "./useRead";

const text = settings.environments;

export function Environments() {
  const { status } = useSurroundings();
  const { value, error, again, fail } = useRead(() => call("environments", {}), [status]);
  const use = (id: string) => void call("choose_cloud", { cloud: id as CloudKind }).then(again, fail);
  return (
    <Section title={settings.section.environments} intro={text.intro}>
      <Problem error={error} />
      {value !== null && (
        <Rows>
          {value.map((environment) => (
            <Row
              key={environment.id}
              title={environment.name}
              sentence={<Addresses environment={environment} />}
              testId={`environment-${environment.id}`}
            >
              {environment.chosen ? (
                <span className="settings-state">
                  <StateIcon state="fine" />
                  {text.inUse}
                </span>
              ) : (
                <Button
                  size="small"
                  aria-label={text.useNamed(environment.name)}
                  onClick={() => use(environment.id)}
                  data-testid={`environment-use-${environment.id}`}
                >
                  {text.use}
                </Button>
              )}
            </Row>
          ))}
        </Rows>
      )}
      <OtherCloud used={again} failed={fail} />
    </Section>
  );
}

function Addresses({ environment }: { environment: EnvironmentView }) {
  const { authority, graph, office_js, portal } = environment;
  const rows: readonly [string, string | null][] = [
    [text.authority, authority],
    [text.graph, graph],
    [text.officeJs, office_js],
    ...(portal === null ? [] : [[text.portal, portal] as [string, string]]),
  ];
  return (
    <dl className="settings-addresses">
      {rows.map(([name, address]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{address === null ? text.whenItRuns : <code>{address}</code>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Addresses out of a file: shown first, used after a look. */
function OtherCloud({ used, failed }: { used: () => void; failed: (error: AppError) => void }) {
  const [path, setPath] = useState("");
  const [found, setFound] = useState<EnvironmentView | null>(null);
  const look = () => {
    setFound(null);
    call("look_at_cloud", { path: path.trim() }).then(setFound, failed);
  };
  const use = () => {
    call("use_cloud_of_file", { path: path.trim() }).then(() => {
      setFound(null);
      setPath("");
      used();
    }, failed);
  };
  return (
    <Rows>
      <Row
        title={text.other.title}
        sentence={text.other.sentence}
        below={
          <>
            <PathField
              what="cloud"
              path={path}
              setPath={(typed) => {
                setPath(typed);
                setFound(null);
              }}
              label={text.other.look}
              go={look}
              failed={failed}
              testId="cloud"
            />
            <div role="status">
              {found !== null && (
                <div className="settings-found" data-testid="cloud-found">
                  <p>{text.other.found(found.name)}</p>
                  <Addresses environment={found} />
                  <Button onClick={use} data-testid="cloud-use">
                    {text.other.use}
                  </Button>
                </div>
              )}
            </div>
          </>
        }
      />
    </Rows>
  );
}
