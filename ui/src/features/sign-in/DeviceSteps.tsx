import { Button } from "@fluentui/react-components";

import { OpenRegular } from "../../icons";
import { call } from "../../ipc/commands";
import { CopyButton } from "../../parts/CopyButton";
import { useTimeLeft } from "../../parts/useTimeLeft";
import { signIn as text } from "../../text/sign-in";
import { clock, took } from "../../text/time";
import { VerticalStep } from "./VerticalStep";
import type { Attempt } from "./attempt";

export function DeviceSteps({ attempt: { code, checking, began } }: { attempt: Attempt }) {
  const waiting = code !== null && checking === null;
  return (
    <ol className="vsteps" role="list">
      <VerticalStep
        state={code === null ? "running" : "fine"}
        title={text.steps.codeAsked}
        took={code === null ? undefined : took(code.at - began)}
        testId="sign-in-asked"
      />
      <VerticalStep
        state={code === null ? "waiting" : waiting ? "running" : "fine"}
        title={text.steps.typed}
        took={code !== null && checking !== null ? took(checking - code.at) : undefined}
        testId="sign-in-typed"
      >
        {waiting && (
          <>
            <p>{text.device.open(code.address)}</p>
            <p className="device-code">
              <code aria-label={`${text.device.code}: ${code.userCode.split("").join(" ")}`} data-testid="device-code">
                {code.userCode}
              </code>
              <CopyButton value={code.userCode} what={text.device.copy} testId="copy-code" />
            </p>
            <Left ends={code.ends} />
            <div>
              <Button
                size="small"
                icon={<OpenRegular />}
                onClick={() => void call("open_in_browser", { address: code.address }).catch(() => undefined)}
              >
                {text.device.openPage}
              </Button>
            </div>
          </>
        )}
      </VerticalStep>
      <VerticalStep state={checking === null ? "waiting" : "running"} title={text.steps.check} testId="sign-in-check" />
    </ol>
  );
}

function Left({ ends }: { ends: number }) {
  const left = useTimeLeft(ends, "second");
  return (
    <p className="meta sign-in-left" data-testid="device-left">
      {text.device.expires(clock(left / 1000))}. {text.device.needs}
    </p>
  );
}
