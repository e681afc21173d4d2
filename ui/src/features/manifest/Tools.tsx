import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToggleButton,
  Toolbar,
} from "@fluentui/react-components";

import { ChevronDownRegular } from "../../icons";
import type { ChangeKind } from "../../ipc/bindings/ChangeKind";
import type { FindingSeverity } from "../../ipc/bindings/FindingSeverity";
import type { ManifestView } from "../../ipc/bindings/ManifestView";
import { SeverityIcon } from "../../parts/FindingCard";
import { manifest as text } from "../../text/manifest";
import type { Tab } from "./Body";
import type { OpenManifest } from "./useManifest";
import { countOf } from "./verdict";

interface ToolsProps {
  manifest: OpenManifest;
  view: ManifestView;
  tab: Tab;
  turnTo: (tab: Tab) => void;
  goToFirst: (severity: FindingSeverity) => void;
}

/** What of the file is shown, how much was found in it, and what is to be changed. */
export function Tools({ manifest, view, tab, turnTo, goToFirst }: ToolsProps) {
  const changes = view.change.count > 0;
  const tabs: readonly Tab[] = changes ? ["changes", "before", "after"] : ["changes", "before"];
  const name = { changes: changes ? text.tab.changes : text.tab.findings, before: changes ? text.tab.before : text.tab.file, after: text.tab.after };
  const severities = (["error", "warning", "info"] as const).filter((severity) => countOf(view, severity) > 0);
  return (
    <Toolbar className="manifest-tools" aria-label={text.shows}>
      <div className="segments" role="group" aria-label={text.shows}>
        {tabs.map((each) => (
          <ToggleButton
            key={each}
            appearance="subtle"
            size="small"
            checked={tab === each}
            onClick={() => turnTo(each)}
            data-testid={`manifest-tab-${each}`}
          >
            {name[each]}
          </ToggleButton>
        ))}
      </div>
      {severities.map((severity) => {
        const count = text.count[severity](countOf(view, severity));
        return (
          <Button
            key={severity}
            appearance="transparent"
            size="small"
            className="manifest-count"
            icon={<SeverityIcon severity={severity} />}
            aria-label={text.goTo(count)}
            onClick={() => goToFirst(severity)}
            data-testid={`manifest-count-${severity}`}
          >
            {count}
          </Button>
        );
      })}
      <What manifest={manifest} view={view} />
    </Toolbar>
  );
}

const also = [
  ["bump_version", text.what.bump, text.what.bumpWhy],
  ["identity_api", text.what.identityApi, text.what.identityApiWhy],
  ["scopes_of_plan", text.what.scopesOfPlan, text.what.scopesOfPlanWhy],
] as const;

/** The change is chosen here; what it would be is read anew. */
function What({ manifest: { shown, want }, view }: Pick<ToolsProps, "manifest" | "view">) {
  const { kind, mendable } = view.change;
  const hasPlan = view.without_plan === null;
  const checked = { change: [kind], also: also.map(([key]) => key).filter((key) => shown?.wanted[key]) };
  return (
    <Menu
      inline
      // In a low window it scrolls.
      positioning={{ autoSize: "height", overflowBoundaryPadding: 8 }}
      checkedValues={checked}
      onCheckedValueChange={(_, { name, checkedItems }) =>
        name === "change"
          ? want({ change: checkedItems[0] as ChangeKind })
          : want({ change: "plan", ...Object.fromEntries(also.map(([key]) => [key, checkedItems.includes(key)])) })
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          className="manifest-what"
          icon={<ChevronDownRegular />}
          iconPosition="after"
          data-testid="manifest-what"
        >
          {text.what[kind]}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{text.what.label}</MenuGroupHeader>
            <MenuItemRadio name="change" value="plan" disabled={!hasPlan} data-testid="manifest-what-plan">
              {text.what.plan}
            </MenuItemRadio>
            <MenuItemRadio name="change" value="fixes" disabled={mendable === 0} data-testid="manifest-what-fixes">
              {text.what.fixes}
            </MenuItemRadio>
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{text.what.also}</MenuGroupHeader>
            {also.map(([key, label, why]) => (
              <MenuItemCheckbox key={key} name="also" value={key} disabled={!hasPlan} subText={why} data-testid={`manifest-also-${key}`}>
                {label}
              </MenuItemCheckbox>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
