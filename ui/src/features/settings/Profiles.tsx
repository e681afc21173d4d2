import { SearchBox } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { ListedProfile } from "../../ipc/bindings/ListedProfile";
import { call } from "../../ipc/commands";
import { settings } from "../../text/settings";
import { useSurroundings } from "../../window/context";
import { DeleteProfile } from "./DeleteProfile";
import { ImportProfile, NewProfile } from "./NewProfile";
import { Rows, Section } from "./Parts";
import { Problem, Told } from "./Problem";
import { ProfileRow } from "./ProfileRow";
import { useRead } from "./useRead";

const text = settings.profiles;
/** From so many on they are filtered. */
const MANY = 6;

export function Profiles() {
  const { status } = useSurroundings();
  const { value, error, again, fail } = useRead(() => call("profiles", {}), [status]);
  const [filter, setFilter] = useState("");
  const [deleting, setDeleting] = useState<string | null>(null);
  const [told, setTold] = useState<readonly string[]>([]);
  const done = (notes: readonly string[]) => {
    setTold(notes);
    again();
  };
  const failed = (refused: AppError) => {
    setTold([]);
    fail(refused);
  };
  const exportOne = async (name: string) => {
    const path = await call("pick", { what: "new-project-file" });
    if (path !== null) {
      done([text.exported(name, path), ...(await call("export_profile", { name, path }))]);
    }
  };
  const all = value ?? [];
  const shown = all.filter((profile) => has(profile, filter));
  return (
    <Section title={settings.section.profiles} intro={text.intro}>
      <Problem error={error} />
      <Told notes={told} />
      {all.length > MANY && (
        <div className="settings-tools">
          <SearchBox
            placeholder={text.filter}
            aria-label={text.filter}
            value={filter}
            onChange={(_, typed) => setFilter(typed.value)}
            data-testid="profiles-filter"
          />
          <p className="meta" role="status">
            {text.count(shown.length, all.length)}
          </p>
        </div>
      )}
      {shown.length > 0 && (
        <Rows>
          {shown.map((profile) => (
            <ProfileRow
              key={profile.profile}
              profile={profile}
              use={() => void call("choose_profile", { name: profile.profile, new: false }).catch(failed)}
              exportIt={() => void exportOne(profile.profile).catch(failed)}
              remove={() => setDeleting(profile.profile)}
            />
          ))}
        </Rows>
      )}
      {value !== null && shown.length === 0 && <p className="meta">{text.none(filter)}</p>}
      <NewProfile failed={failed} />
      <ImportProfile name={status.profile} done={done} failed={failed} />
      {deleting !== null && (
        <DeleteProfile name={deleting} close={() => setDeleting(null)} deleted={done} failed={failed} />
      )}
    </Section>
  );
}

function has(profile: ListedProfile, filter: string): boolean {
  const words = filter.trim().toLowerCase();
  const { name, domain, client_id } = profile;
  return [profile.profile, name, domain, client_id].some((value) => value?.toLowerCase().includes(words) === true);
}
