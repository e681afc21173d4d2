import { signIn as text } from "../../text/sign-in";
import { took } from "../../text/time";
import { VerticalStep } from "./VerticalStep";
import type { Attempt } from "./attempt";

export function SilentSteps({ attempt: { checking, began } }: { attempt: Attempt }) {
  return (
    <ol className="vsteps" role="list">
      <VerticalStep
        state={checking === null ? "running" : "fine"}
        title={text.steps.renew}
        took={checking === null ? undefined : took(checking - began)}
        testId="sign-in-renew"
      />
      <VerticalStep state={checking === null ? "waiting" : "running"} title={text.steps.check} testId="sign-in-check" />
    </ol>
  );
}
