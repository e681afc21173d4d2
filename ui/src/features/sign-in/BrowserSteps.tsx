import { Button, Input } from "@fluentui/react-components";

import { OpenRegular } from "../../icons";
import type { AddInView } from "../../ipc/bindings/AddInView";
import { call } from "../../ipc/commands";
import { CopyButton } from "../../parts/CopyButton";
import { useTimeLeft } from "../../parts/useTimeLeft";
import { signIn as text } from "../../text/sign-in";
import { clock, took } from "../../text/time";
import { Facts } from "./Facts";
import { NothingCameBack } from "./NothingCameBack";
import { VerticalStep } from "./VerticalStep";
import { type Attempt, readPage } from "./attempt";

export function BrowserSteps({ attempt, addIn }: { attempt: Attempt; addIn: AddInView | null }) {
  const { page, cameBack, checking, began, browserStarted } = attempt;
  const waiting = page !== null && cameBack === null && checking === null;
  const read = page === null ? null : readPage(page.url);
  return (
    <ol className="vsteps" role="list">
      <VerticalStep
        state={page === null ? "running" : "fine"}
        title={text.steps.listening}
        says={read === null ? undefined : text.steps.listeningAt(read.returns)}
        took={page === null ? undefined : took(page.at - began)}
        testId="sign-in-listening"
      />
      <VerticalStep
        state={page === null ? "waiting" : browserStarted ? "fine" : "warn"}
        title={browserStarted ? text.steps.opened : text.steps.notOpened}
        says={browserStarted ? undefined : text.steps.notOpenedHow}
        testId="sign-in-opened"
      />
      <VerticalStep
        state={waiting ? "running" : page === null ? "waiting" : "fine"}
        title={text.steps.waiting}
        took={page !== null && cameBack !== null ? took(cameBack - page.at) : undefined}
        testId="sign-in-waiting"
      >
        {waiting && read !== null && (
          <>
            {addIn !== null && <Left ends={page.at + addIn.waits_seconds * 1000} />}
            <Address url={page.url} />
            <Facts {...read} app={addIn?.name ?? read.app} />
            <div>
              <Button size="small" icon={<OpenRegular />} onClick={() => open(page.url)} data-testid="open-again">
                {text.openAgain}
              </Button>
            </div>
            {attempt.nothing !== null && <NothingCameBack perhaps={attempt.nothing} />}
          </>
        )}
      </VerticalStep>
      <VerticalStep
        state={checking !== null ? "fine" : cameBack !== null ? "running" : "waiting"}
        title={text.steps.exchange}
        took={cameBack !== null && checking !== null ? took(checking - cameBack) : undefined}
        testId="sign-in-exchange"
      />
      <VerticalStep state={checking === null ? "waiting" : "running"} title={text.steps.check} testId="sign-in-check" />
    </ol>
  );
}

function open(address: string) {
  // The address stands beside it, to be copied.
  call("open_in_browser", { address }).catch(() => undefined);
}

function Left({ ends }: { ends: number }) {
  const left = useTimeLeft(ends, "second");
  return <p className="meta sign-in-left">{text.steps.left(clock(left / 1000))}</p>;
}

function Address({ url }: { url: string }) {
  return (
    <Input
      className="sign-in-address"
      readOnly
      value={url}
      aria-label={text.address}
      input={{ "data-testid": "sign-in-url" } as object}
      contentAfter={<CopyButton value={url} what={text.addressCopy} testId="copy-url" />}
    />
  );
}
