import { Tooltip } from "@fluentui/react-components";
import type { ReactElement } from "react";

import { HomeFilled, HomeRegular } from "../icons";
import type { Page } from "../ipc/bindings/Page";
import { useCall } from "../ipc/useCall";
import { type JourneyStep, type LiveStep, type State, journey, journeyState } from "../journey";
import { StateIcon } from "../parts/StateIcon";
import { shell as text } from "../text/shell";
import { stateWord } from "../text/state";
import { useMedia } from "../theme/useMedia";

interface RailProps {
  page: Page | null;
  steps: readonly LiveStep[];
  token: State | null;
  go: (page: Page) => void;
}

/** The pages, and the journey with the state of each step. A step without a page yet only shows its state. */
export function Rail({ page, steps, token, go }: RailProps) {
  const about = useCall("about");
  const current = (of: Page) => (page === of ? "page" : undefined);
  return (
    <nav className="rail" aria-label={text.pages}>
      <Named name={text.overview}>
        <button
          type="button"
          className="rail-item"
          aria-current={current("overview")}
          onClick={() => go("overview")}
          data-testid="page-overview"
        >
          {page === "overview" ? <HomeFilled fontSize={20} aria-hidden /> : <HomeRegular fontSize={20} aria-hidden />}
          <span className="rail-name">{text.overview}</span>
        </button>
      </Named>
      <h2 className="rail-head" id="journey">
        {text.journey}
      </h2>
      <ol aria-labelledby="journey">
        {journey.map((step) => (
          <li key={step}>
            <JourneyItem
              step={step}
              state={(step === "token" ? token : null) ?? journeyState(step, steps)}
              current={current("token")}
              go={go}
            />
          </li>
        ))}
      </ol>
      <p className="meta rail-foot">{about.state === "here" && text.version(about.result.version)}</p>
    </nav>
  );
}

interface JourneyItemProps {
  step: JourneyStep;
  state: State;
  current: "page" | undefined;
  go: (page: Page) => void;
}

function JourneyItem({ step, state, current, go }: JourneyItemProps) {
  const name = text.steps[step];
  const inside = (
    <>
      <StateIcon state={state} size={20} />
      <span className="rail-name">{name}</span>
    </>
  );
  return (
    <Named name={`${name}: ${stateWord[state]}`}>
      {step === "token" ? (
        <button
          type="button"
          className="rail-item rail-step"
          aria-current={current}
          onClick={() => go("token")}
          data-testid="page-token"
        >
          {inside}
        </button>
      ) : (
        <div className="rail-step" data-testid={`journey-${step}`} data-outcome={state}>
          {inside}
        </div>
      )}
    </Named>
  );
}

/** A narrow rail shows icons only; the name is then in a tooltip, and always in the element for a screen reader. */
function Named({ name, children }: { name: string; children: ReactElement }) {
  const narrow = useMedia("(max-width: 899px)");
  return narrow ? (
    <Tooltip content={name} relationship="inaccessible" positioning="after">
      {children}
    </Tooltip>
  ) : (
    children
  );
}
