import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import type { ComponentType } from "react";

import appIcon from "../../../src-tauri/icons/app.svg";
import {
  AddRegular,
  BeakerRegular,
  BuildingGovernmentRegular,
  ChevronDownRegular,
  CloudRegular,
  GlobeRegular,
  SearchRegular,
} from "../icons";
import type { CloudKind } from "../ipc/bindings/CloudKind";
import type { TokenTime } from "../ipc/bindings/TokenTime";
import { TimeRing } from "../parts/TimeRing";
import { useTimeLeft } from "../parts/useTimeLeft";
import { shell as text } from "../text/shell";
import { duration, time } from "../text/time";
import { useMedia } from "../theme/useMedia";
import { useSurroundings } from "../window/context";
import { clouds } from "./palette";

const cloudIcons: Record<CloudKind, ComponentType<{ fontSize: number; "aria-hidden"?: boolean }>> = {
  public: CloudRegular,
  "us-gov": BuildingGovernmentRegular,
  "us-gov-dod": BuildingGovernmentRegular,
  china: GlobeRegular,
  practice: BeakerRegular,
  custom: CloudRegular,
};

/** As many as a menu shows; the rest is found by the search. */
const MOST = 12;

interface TopBarProps {
  search: () => void;
  chooseProfile: (name: string) => void;
  chooseCloud: (cloud: CloudKind) => void;
}

/** Which profile, where its requests go, and the way to everything else. */
export function TopBar({ search, chooseProfile, chooseCloud }: TopBarProps) {
  const { status } = useSurroundings();
  const practice = status.environment.cloud === "practice";
  return (
    <header className="top-bar">
      <img className="top-bar-icon" src={appIcon} alt="" />
      <ProfileMenu choose={chooseProfile} search={search} />
      <span className="top-bar-line" />
      <EnvironmentMenu choose={chooseCloud} />
      {practice && <span className="meta top-bar-nothing">{text.nothingReal}</span>}
      <span className="top-bar-end">
        {status.token !== null && <TokenLeft {...status.token} />}
        <button type="button" className="top-bar-search" onClick={search} data-testid="search">
          <SearchRegular fontSize={16} aria-hidden />
          <span className="top-bar-search-name">{text.search}</span>
          <kbd>{text.searchKeys}</kbd>
        </button>
      </span>
    </header>
  );
}

/** Of the add-in's own token that was got last; it leads to its page. */
function TokenLeft({ issued, expires }: TokenTime) {
  const { send } = useSurroundings();
  const seconds = useTimeLeft(expires) / 1000;
  return (
    <button type="button" className="top-bar-token" onClick={() => send({ page: "token", do: "show-own" })} data-testid="token-left">
      <TimeRing issued={issued} expires={expires} size={20} />
      <span aria-hidden>{seconds > 0 ? duration(seconds) : time.left(0)}</span>
    </button>
  );
}

function ProfileMenu({ choose, search }: { choose: (name: string) => void; search: () => void }) {
  const { status, send } = useSurroundings();
  const { profile, profiles } = status;
  // The chosen one is always seen.
  const first = profiles.slice(0, MOST);
  const shown = first.includes(profile) ? first : [profile, ...first.slice(0, MOST - 1)];
  return (
    <Menu inline checkedValues={{ profile: [status.profile] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          className="top-bar-profile"
          icon={<ChevronDownRegular fontSize={16} />}
          iconPosition="after"
          data-testid="profile"
        >
          <span className="hidden-text">{text.profile}: </span>
          <Name of={status.add_in ?? status.profile} />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {shown.map((name) => (
            <MenuItemRadio
              key={name}
              name="profile"
              value={name}
              onClick={() => choose(name)}
              data-testid={`profile-${name}`}
            >
              {name}
            </MenuItemRadio>
          ))}
          {status.profiles.length > MOST && (
            <MenuItem icon={<SearchRegular fontSize={16} />} onClick={search}>
              {text.moreProfiles(status.profiles.length - MOST)}
            </MenuItem>
          )}
          <MenuDivider />
          <MenuItem
            icon={<AddRegular fontSize={16} />}
            onClick={() => send({ page: "settings", do: "show", section: "profiles" })}
            data-testid="profile-new"
          >
            {text.newProfile}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function EnvironmentMenu({ choose }: { choose: (cloud: CloudKind) => void }) {
  const { environment } = useSurroundings().status;
  const Icon = cloudIcons[environment.cloud];
  return (
    <Menu inline checkedValues={{ cloud: [environment.cloud] }}>
      <MenuTrigger disableButtonEnhancement>
        <button
          type="button"
          className={environment.cloud === "practice" ? "top-bar-environment top-bar-practice" : "top-bar-environment"}
          data-testid="environment"
        >
          <Icon fontSize={16} aria-hidden />
          <span className="hidden-text">{text.environment}: </span>
          <span>{environment.cloud === "public" ? text.publicShort : environment.name}</span>
          {environment.tenant !== null && (
            <span className="top-bar-tenant">
              <Name of={environment.tenant} />
            </span>
          )}
          <ChevronDownRegular fontSize={16} aria-hidden />
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {clouds.map((cloud) => {
            const Shown = cloudIcons[cloud];
            return (
              <MenuItemRadio
                key={cloud}
                name="cloud"
                value={cloud}
                icon={<Shown fontSize={16} />}
                onClick={() => choose(cloud)}
                data-testid={`cloud-${cloud}`}
              >
                {text.cloud[cloud]}
              </MenuItemRadio>
            );
          })}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** As many characters stay of its end. */
const TAIL = 8;

/** A name that loses its middle where there is no room for it, by whole characters; whoever hears it hears it whole. */
function Name({ of: name }: { of: string }) {
  const most = useMedia("(max-width: 899px)") ? 16 : 26;
  const shown = name.length > most ? `${name.slice(0, most - TAIL - 1)}…${name.slice(-TAIL)}` : name;
  return (
    <span className="top-bar-name" title={name}>
      <span className="hidden-text">{name}</span>
      <span aria-hidden>{shown}</span>
    </span>
  );
}
