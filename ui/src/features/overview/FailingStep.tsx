import { Button } from "@fluentui/react-components";
import { useId } from "react";

import type { StepStatus } from "../../ipc/bindings/StepStatus";
import { StateIcon } from "../../parts/StateIcon";
import { agreement as text } from "../../text/agreement";
import { sentence } from "../../text/sentence";
import { shell } from "../../text/shell";
import { useSurroundings } from "../../window/context";

/** A step that failed as it was tried, with the way to its page: there it says why. */
export function FailingStep({ failing: { step, says } }: { failing: StepStatus }) {
  const { go } = useSurroundings();
  const id = useId();
  return (
    <section className="card overview-next" aria-labelledby={id} data-testid={`fails-${step}`}>
      <div>
        <h2 id={id}>
          <StateIcon state="fail" size={20} /> {text.stepFails[step]}
        </h2>
        <p>{says === null ? text.stepSays(shell.page[step]) : sentence(says)}</p>
      </div>
      <Button appearance="primary" onClick={() => go(step)} data-testid={`fails-${step}-go`}>
        {text.next[step].go}
      </Button>
    </section>
  );
}
