import { Button } from "@fluentui/react-components";

import type { AppError } from "../../ipc/bindings/AppError";
import type * as bindings from "../../ipc/bindings/Running";
import { stepsNow } from "../../journey";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { Steps } from "../../parts/Steps";
import { overview } from "../../text/overview";
import { steps as stepText } from "../../text/steps";

const text = overview.running;

interface RunningProps {
  running: bindings.Running;
  stopping: boolean;
  /** Why it could not be stopped. */
  notStopped: AppError | null;
  stop: () => void;
}

/** A rehearsal while it runs; it can always be stopped. */
export function Running({ running, stopping, notStopped, stop }: RunningProps) {
  const { mistake, current } = running;
  return (
    <>
      <PageTitle title={text.title} intro={mistake === null ? text.right : text.wrongSecret} />
      <p className="hidden-text" role="status" aria-live="polite">
        {current === null ? "" : stepText[current].working}
      </p>
      {notStopped !== null && <Finding state="warn" title={text.notStopped} error={notStopped} />}
      <section className="card overview-steps" aria-label={overview.finished.steps} aria-busy>
        <Steps steps={stepsNow(running)} />
      </section>
      {/* Not where the buttons that start stand: a second click would stop, and a late one start again. */}
      <div className="overview-stop">
        <Button onClick={stop} disabledFocusable={stopping} data-testid="cancel">
          {stopping ? text.stopping : text.stop}
        </Button>
      </div>
    </>
  );
}
