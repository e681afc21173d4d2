import { Button } from "@fluentui/react-components";

import type { Mistake } from "../../ipc/bindings/Mistake";
import type { LiveStep } from "../../journey";
import { PageTitle } from "../../parts/PageTitle";
import { Steps } from "../../parts/Steps";
import { overview } from "../../text/overview";
import { steps as stepText } from "../../text/steps";

const text = overview.running;

interface RunningProps {
  mistake: Mistake | null;
  steps: readonly LiveStep[];
  stopping: boolean;
  stop: () => void;
}

/** A rehearsal while it runs; it can always be stopped. */
export function Running({ mistake, steps, stopping, stop }: RunningProps) {
  const now = steps.find(({ state }) => state === "running");
  return (
    <>
      <PageTitle title={text.title} intro={mistake === null ? text.right : text.wrongSecret}>
        <Button onClick={stop} disabledFocusable={stopping} data-testid="cancel">
          {stopping ? text.stopping : text.stop}
        </Button>
      </PageTitle>
      <p className="hidden-text" role="status" aria-live="polite">
        {now === undefined ? "" : stepText[now.step].working}
      </p>
      <section className="card overview-steps" aria-label={overview.finished.steps} aria-busy>
        <Steps steps={steps} />
      </section>
    </>
  );
}
