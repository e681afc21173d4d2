import { Button } from "@fluentui/react-components";
import { useId } from "react";

import { agreement as text } from "../../text/agreement";
import { useSurroundings } from "../../window/context";

/** Where nothing is to be mended: the first step that is not fine. */
export function NextStep() {
  const { status, go } = useSurroundings();
  const id = useId();
  const step = status.steps.find(({ state }) => state !== "fine")?.step;
  if (step === undefined) {
    return null;
  }
  const { title, sentence, go: label } = text.next[step];
  return (
    <section className="card overview-next" aria-labelledby={id} data-testid="next">
      <div>
        <h2 id={id}>{title}</h2>
        <p>{sentence}</p>
      </div>
      <Button appearance="primary" onClick={() => go(step)} data-testid="next-go">
        {label}
      </Button>
    </section>
  );
}
