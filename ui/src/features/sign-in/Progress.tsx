import { Button } from "@fluentui/react-components";

import type { AddInView } from "../../ipc/bindings/AddInView";
import { signIn as text } from "../../text/sign-in";
import { BrowserSteps } from "./BrowserSteps";
import { DeviceSteps } from "./DeviceSteps";
import { SilentSteps } from "./SilentSteps";
import type { Attempt } from "./attempt";

/** What a sign-in does, step by step, and the way out of it. */
export function Progress({ attempt, addIn, stop }: { attempt: Attempt; addIn: AddInView | null; stop: () => void }) {
  return (
    <section className="card sign-in-card" aria-label={text.title[attempt.way]} data-testid="sign-in-progress">
      {attempt.way === "browser" && <BrowserSteps attempt={attempt} addIn={addIn} />}
      {attempt.way === "device-code" && <DeviceSteps attempt={attempt} />}
      {attempt.way === "silent" && <SilentSteps attempt={attempt} />}
      {attempt.locked && (
        <p className="sign-in-note" role="status">
          {text.steps.locked}
        </p>
      )}
      <div className="sign-in-end">
        <Button onClick={stop} disabledFocusable={attempt.stopping} data-testid="sign-in-cancel">
          {attempt.stopping ? text.cancelling : text.cancel}
        </Button>
        <span className="meta">{text.nothingKept}</span>
      </div>
    </section>
  );
}
