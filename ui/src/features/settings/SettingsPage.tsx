import { useState } from "react";

import { PageTitle } from "../../parts/PageTitle";
import { settings as text } from "../../text/settings";
import { useErrand, useSurroundings } from "../../window/context";
import type { SettingsSection } from "../../window/errand";
import { Certificates } from "./Certificates";
import { Environments } from "./Environments";
import { General } from "./General";
import { PracticeTenant } from "./PracticeTenant";
import { Privacy } from "./Privacy";
import { Profiles } from "./Profiles";
import "./settings.css";

const sections: Record<SettingsSection, () => React.JSX.Element> = {
  general: General,
  profiles: Profiles,
  environments: Environments,
  certificates: Certificates,
  practice: PracticeTenant,
  privacy: Privacy,
};

/** What a person sets, and what is known of this computer; one section at a time. */
export default function SettingsPage() {
  const { status } = useSurroundings();
  const [shown, setShown] = useState<SettingsSection>("general");
  useErrand("settings", ({ section }) => setShown(section));
  const Shown = sections[shown];
  return (
    <div className="settings">
      <PageTitle title={text.title} />
      <div className="settings-columns">
        <nav className="settings-nav" aria-label={text.sections}>
          {(Object.keys(sections) as SettingsSection[]).map((section) => (
            <button
              key={section}
              type="button"
              className="settings-nav-item"
              aria-current={section === shown ? "true" : undefined}
              onClick={() => setShown(section)}
              data-testid={`section-${section}`}
            >
              {text.section[section]}
            </button>
          ))}
        </nav>
        <div className="settings-content">
          {/* Of another profile nothing that was read or typed is true. */}
          <Shown key={`${shown} ${status.profile}`} />
        </div>
      </div>
    </div>
  );
}
