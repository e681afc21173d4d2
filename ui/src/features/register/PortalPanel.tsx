import { ProgressBar } from "@fluentui/react-components";
import { useEffect, useRef } from "react";

import type { PlanView } from "../../ipc/bindings/PlanView";
import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import { register } from "../../text/register";
import { sentence } from "../../text/sentence";
import { PageOfPortal } from "./PageOfPortal";
import { Prerequisites } from "./Prerequisites";
import type { RegisterState } from "./useRegister";
import type { SecretsState } from "./useSecrets";

const text = register.plan;

interface PortalPanelProps {
  plan: PlanView;
  state: RegisterState;
  secrets: SecretsState;
  /** The row to bring into view; `shown` says that it was. */
  wanted: RegisterRow | null;
  shown: () => void;
  update: () => void;
}

/** Every value, page by page of the portal. */
export function PortalPanel({ plan, state, secrets, wanted, shown, update }: PortalPanelProps) {
  const values = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted === null) {
      return;
    }
    const row = values.current?.querySelector<HTMLElement>(`[data-value="${wanted}"]`);
    row?.scrollIntoView?.({ block: "center" });
    row?.focus({ preventScroll: true });
    shown();
  }, [wanted, shown]);
  const inPlace = text.inPlace(plan.in_place, plan.of);
  return (
    <div ref={values}>
      <div className="register-progress">
        <Prerequisites prerequisites={plan.prerequisites} />
        <span className="meta register-progress-words" data-testid="in-place">
          {inPlace}
        </span>
        <ProgressBar
          className="register-progress-bar"
          value={plan.in_place}
          max={plan.of}
          thickness="large"
          aria-label={inPlace}
        />
      </div>
      {state.tickError !== null && (
        <p className="register-error register-tick-error" role="alert">
          {text.notTicked}: {sentence(state.tickError.message)}
        </p>
      )}
      {plan.pages.map((page, at) => (
        <PageOfPortal
          // Pages come more than once: the permissions' after that of the secrets, and again for consent.
          key={`${at} ${page.title}`}
          number={at + 1}
          page={page}
          tick={state.tick}
          secrets={secrets}
          update={update}
        />
      ))}
    </div>
  );
}
