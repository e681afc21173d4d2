import { Button, Tooltip } from "@fluentui/react-components";

import { ArrowExportRegular, DeleteRegular } from "../../icons";
import type { ListedProfile } from "../../ipc/bindings/ListedProfile";
import { StateIcon } from "../../parts/StateIcon";
import { sentence } from "../../text/sentence";
import { settings } from "../../text/settings";
import { Row } from "./Parts";

const text = settings.profiles;

interface ProfileRowProps {
  profile: ListedProfile;
  use: () => void;
  exportIt: () => void;
  remove: () => void;
}

export function ProfileRow({ profile, use, exportIt, remove }: ProfileRowProps) {
  const name = profile.profile;
  return (
    <Row title={name} sentence={<About profile={profile} />} testId={`profile-row-${name}`}>
      {profile.chosen ? (
        <span className="settings-state">
          <StateIcon state="fine" />
          {text.inUse}
        </span>
      ) : (
        <Button size="small" aria-label={text.useNamed(name)} onClick={use} data-testid={`profile-use-${name}`}>
          {text.use}
        </Button>
      )}
      {profile.there && (
        <>
          <Tooltip content={text.export(name)} relationship="label">
            <Button
              size="small"
              appearance="subtle"
              icon={<ArrowExportRegular fontSize={16} />}
              disabled={profile.error !== undefined}
              onClick={exportIt}
              data-testid={`profile-export-${name}`}
            />
          </Tooltip>
          <Tooltip content={text.delete(name)} relationship="label">
            <Button
              size="small"
              appearance="subtle"
              icon={<DeleteRegular fontSize={16} />}
              onClick={remove}
              data-testid={`profile-delete-${name}`}
            />
          </Tooltip>
        </>
      )}
    </Row>
  );
}

function About({ profile }: { profile: ListedProfile }) {
  if (profile.error !== undefined) {
    return (
      <p className="settings-state">
        <StateIcon state="fail" />
        {sentence(profile.error.message)}
      </p>
    );
  }
  const known = [profile.name, profile.domain, profile.cloud].filter((value) => value !== null);
  if (known.length === 0 && profile.client_id === null) {
    return <p>{text.nothingYet}</p>;
  }
  return (
    <>
      <p>{known.join(" · ")}</p>
      {profile.client_id === null ? <p>{text.noClientId}</p> : <code>{profile.client_id}</code>}
    </>
  );
}
