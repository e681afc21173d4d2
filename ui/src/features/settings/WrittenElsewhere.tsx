import type { AppError } from "../../ipc/bindings/AppError";
import type { KeyringEntry } from "../../ipc/bindings/KeyringEntry";
import type { WindowFolder } from "../../ipc/bindings/WindowFolder";
import type { WrittenRegistration } from "../../ipc/bindings/WrittenRegistration";
import { call } from "../../ipc/commands";
import { CopyButton } from "../../parts/CopyButton";
import { sentence } from "../../text/sentence";
import { settings } from "../../text/settings";
import { useSurroundings } from "../../window/context";
import { bytes } from "./date";
import { Group } from "./Group";
import { Row } from "./Parts";
import type { Hands } from "./Written";
import { Named } from "./WrittenFiles";

const text = settings.privacy.written;

interface KeyringEntriesProps {
  entries: readonly KeyringEntry[];
  error: AppError | null;
  hands: Hands;
}

export function KeyringEntries({ entries, error, hands }: KeyringEntriesProps) {
  return (
    <>
      <Group title={text.keyring} empty={entries.length === 0}>
        {entries.map((entry) => (
          <EntryRow key={entry.entry} entry={entry} hands={hands} />
        ))}
      </Group>
      {error !== null && (
        <p className="meta" data-testid="keyring-error">
          {sentence(`${text.keyringAsked}: ${error.message}`)}
        </p>
      )}
    </>
  );
}

function EntryRow({ entry, hands }: { entry: KeyringEntry; hands: Hands }) {
  const remove = () =>
    hands.ask({
      ...text.ask.keyring(entry.entry),
      yes: settings.delete,
      act: () =>
        call("delete_written", { item: { kind: "keyring", entry } }).then((notes) => [
          text.deleted(entry.entry),
          ...notes,
        ]),
    });
  const { user } = entry;
  return (
    <Row
      title={user === null ? text.kind[entry.kind] : `${text.kind[entry.kind]}: ${user}`}
      sentence={<code>{entry.entry}</code>}
    >
      <Named what={entry.entry} label={settings.delete} act={remove} testId="keyring-delete" />
    </Row>
  );
}

interface RegistrationsProps {
  registrations: readonly WrittenRegistration[];
  failed: (error: AppError) => void;
}

/** Undoing one asks Graph, which the Register page does. */
export function Registrations({ registrations, failed }: RegistrationsProps) {
  const { status, go } = useSurroundings();
  const open = async (profile: string) => {
    if (profile !== status.profile) {
      await call("choose_profile", { name: profile, new: false });
    }
    go("register");
  };
  return (
    <Group title={text.registrations} empty={registrations.length === 0}>
      {registrations.map((one) => (
        <Row
          key={one.profile}
          title={one.name ?? one.profile}
          sentence={
            <>
              <code>{one.client_id}</code>
              <p>{one.made_here ? text.made : text.changed}</p>
              <p>{one.last_run.length === 0 ? text.noRun : text.lastRun(one.last_run.join(", "))}</p>
            </>
          }
          testId={`registration-${one.profile}`}
        >
          <Named
            what={one.name ?? one.profile}
            label={one.last_run.length === 0 ? settings.show : text.goThere}
            act={() => void open(one.profile).catch(failed)}
            testId={`registration-open-${one.profile}`}
          />
        </Row>
      ))}
    </Group>
  );
}

interface SystemProps {
  folders: readonly WindowFolder[];
  atLogin: boolean;
  changed: () => void;
  failed: (error: AppError) => void;
}

export function System({ folders, atLogin, changed, failed }: SystemProps) {
  const off = () => void call("set_at_login", { on: false }).then(changed, failed);
  return (
    <Group title={text.system} empty={folders.length === 0 && !atLogin}>
      {atLogin && (
        <Row title={text.atLogin}>
          <Named what={text.atLogin} label={text.atLoginOff} act={off} testId="at-login-off" />
        </Row>
      )}
      {folders.map((folder) => (
        <Row
          key={folder.path}
          title={text.window}
          sentence={
            <>
              <code>{folder.path}</code>
              <p>{text.size(folder.files, bytes(folder.bytes))}</p>
            </>
          }
        >
          <CopyButton value={folder.path} what={text.copy} />
        </Row>
      ))}
    </Group>
  );
}
