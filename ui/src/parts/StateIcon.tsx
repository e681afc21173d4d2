import { Spinner } from "@fluentui/react-components";

import { CheckmarkCircleFilled, CircleHintRegular, DismissCircleFilled, WarningFilled } from "../icons";
import type { State } from "../journey";
import { stateWord } from "../text/state";
import "./state-icon.css";

const shapes = {
  fine: CheckmarkCircleFilled,
  warn: WarningFilled,
  fail: DismissCircleFilled,
  waiting: CircleHintRegular,
} as const;

/** A state as its own silhouette, and as a word for whoever does not see it. */
export function StateIcon({ state, size = 16 }: { state: State; size?: 16 | 20 }) {
  const Shape = state === "running" ? null : shapes[state];
  return (
    <span className={`state-icon state-icon-${state}`} style={{ width: size, height: size, fontSize: size }}>
      {Shape === null ? <Spinner className="state-icon-spinner" size="extra-tiny" aria-hidden /> : <Shape aria-hidden />}
      <span className="hidden-text">{stateWord[state]}</span>
    </span>
  );
}
