import { Tooltip } from "@fluentui/react-components";
import type { ComponentType, ReactElement } from "react";

import { HistoryRegular, HomeFilled, HomeRegular, SettingsRegular, StethoscopeRegular } from "../icons";
import type { JourneyStep } from "../ipc/bindings/JourneyStep";
import type { Page } from "../ipc/bindings/Page";
import type { StepState } from "../ipc/bindings/StepState";
import { useCall } from "../ipc/useCall";
import { StateIcon } from "../parts/StateIcon";
import { shell as text } from "../text/shell";
import { stateWord } from "../text/state";
import { useMedia } from "../theme/useMedia";
import { useSurroundings } from "../window/context";

type Icon = ComponentType<{ fontSize: number; "aria-hidden": boolean }>;

/** The pages, and the journey with the state of each step. */
export function Rail() {
  const about = useCall("about");
  const { page, status } = useSurroundings();
  return (
    <nav className="rail" aria-label={text.pages}>
      <Item of="overview" icon={page === "overview" ? HomeFilled : HomeRegular} />
      <h2 className="rail-head" id="journey">
        {text.journey}
      </h2>
      <ol aria-labelledby="journey">
        {status.steps.map(({ step, state, says }) => (
          <li key={step}>
            <Step step={step} state={state} says={says} />
          </li>
        ))}
      </ol>
      <h2 className="rail-head">{text.tools}</h2>
      <Item of="diagnose" icon={StethoscopeRegular} />
      <Item of="activity" icon={HistoryRegular} />
      <div className="rail-end">
        <Item of="settings" icon={SettingsRegular} />
        <p className="meta rail-foot">{about.state === "here" && text.version(about.result.version)}</p>
      </div>
    </nav>
  );
}

function Item({ of, icon: Icon }: { of: Exclude<Page, JourneyStep>; icon: Icon }) {
  const { page, go } = useSurroundings();
  return (
    <Named name={text.page[of]}>
      <button
        type="button"
        className="rail-item"
        aria-current={page === of ? "page" : undefined}
        onClick={() => go(of)}
        data-testid={`page-${of}`}
      >
        <Icon fontSize={20} aria-hidden />
        <span className="rail-name">{text.page[of]}</span>
      </button>
    </Named>
  );
}

function Step({ step, state, says }: { step: JourneyStep; state: StepState; says: string | null }) {
  const { page, go } = useSurroundings();
  const name = text.page[step];
  // What is fine is quiet.
  const told = state === "warn" || state === "fail" ? says : null;
  return (
    <Named name={`${name}: ${told ?? stateWord[state]}`} cut={told}>
      <button
        type="button"
        className="rail-item rail-step"
        aria-current={page === step ? "page" : undefined}
        onClick={() => go(step)}
        data-testid={`page-${step}`}
        data-outcome={state}
      >
        <StateIcon state={state} size={20} />
        <span className="rail-name">
          <span>{name}</span>
          {told !== null && <span className="meta">{told}</span>}
        </span>
      </button>
    </Named>
  );
}

/** A narrow rail shows icons only, a wide one no more than a line of what a step says: the tooltip has the whole, and the element
 * itself for a screen reader. */
function Named({ name, cut = null, children }: { name: string; cut?: string | null; children: ReactElement }) {
  const narrow = useMedia("(max-width: 899px)");
  const content = narrow ? name : cut;
  return content === null ? (
    children
  ) : (
    <Tooltip content={content} relationship="inaccessible" positioning="after">
      {children}
    </Tooltip>
  );
}
