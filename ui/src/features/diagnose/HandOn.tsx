import { Button } from "@fluentui/react-components";
import { useId } from "react";

import { diagnose as text } from "../../text/diagnose";

/** What a page of its own checks. */
export type HandedOn = keyof typeof text.handOn;

/** The text goes to the page that checks it; here nothing of it is shown. */
export function HandOn({ what, open }: { what: HandedOn; open: () => void }) {
  const id = useId();
  const { title, sentence, open: label } = text.handOn[what];
  return (
    <section className="card diagnose-hand-on" aria-labelledby={id} data-testid={`is-${what}`}>
      <div>
        <h2 id={id}>{title}</h2>
        <p>{sentence}</p>
      </div>
      <Button appearance="primary" onClick={open} data-testid={`check-${what}`}>
        {label}
      </Button>
    </section>
  );
}
