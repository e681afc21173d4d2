import { Tab, TabList } from "@fluentui/react-components";
import { useId, useState } from "react";

import type { PlanView } from "../../ipc/bindings/PlanView";
import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";
import { CodePanel } from "./CodePanel";
import type { GraphRun } from "./GraphDialog";
import { PortalPanel } from "./PortalPanel";
import { RenderingPanel } from "./RenderingPanel";
import type { RegisterState } from "./useRegister";
import type { SecretsState } from "./useSecrets";
import "./values.css";

const text = register.tabs;
const tabs = ["portal", "az", "az-powershell", "graph", "admin-text", "code"] as const;
type Kind = (typeof tabs)[number];

interface ValuesProps {
  view: RegisterView;
  plan: PlanView;
  state: RegisterState;
  secrets: SecretsState;
  /** The row to bring into view; `shown` says that it was. */
  wanted: RegisterRow | null;
  shown: () => void;
  openRun: (run: GraphRun) => void;
}

/** All that follows from the facts: by hand in the portal, by a script, by requests, by somebody else, and as code. */
export function Values({ view, plan, state, secrets, wanted, shown, openRun }: ValuesProps) {
  const [tab, setTab] = useState<Kind>("portal");
  const id = useId();
  if (wanted !== null && tab !== "portal") {
    setTab("portal");
  }
  // The texts are made of the facts: with other facts they are others.
  const facts = JSON.stringify(view.facts.map(({ values }) => values));
  return (
    <section className="card register-card" aria-labelledby={`${id}-values`}>
      <h2 className="hidden-text" id={`${id}-values`}>
        {register.values}
      </h2>
      <TabList
        className="register-tabs"
        aria-label={text.label}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(value as Kind)}
      >
        {tabs.map((each) => (
          <Tab key={each} value={each} id={`${id}-${each}`} aria-controls={`${id}-panel`} data-testid={`tab-${each}`}>
            {text[each]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        {tab === "portal" ? (
          <PortalPanel
            plan={plan}
            state={state}
            secrets={secrets}
            wanted={wanted}
            shown={shown}
            update={() => openRun("update")}
          />
        ) : tab === "code" ? (
          <CodePanel key={facts} />
        ) : (
          <RenderingPanel key={`${tab} ${facts}`} what={tab} />
        )}
      </div>
    </section>
  );
}
