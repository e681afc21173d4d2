import { Button } from "@fluentui/react-components";
import { useState } from "react";

import { ArrowSyncRegular } from "../../icons";
import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import { CopyButton } from "../../parts/CopyButton";
import { Empty } from "../../parts/Empty";
import { StateIcon } from "../../parts/StateIcon";
import { onBehalfOf as text } from "../../text/on-behalf-of";
import { Failure } from "./Failure";
import { GraphAnswer } from "./GraphAnswer";
import { Messages } from "./Messages";
import { Sequence } from "./Sequence";
import type { Exchange } from "./useExchange";
import type { Trouble } from "./ways";

interface OutcomeProps {
  exchange: Exchange;
  trouble: Trouble | null;
  askFor: (permission: string) => void;
  stop: () => void;
}

/** The exchange as it went: drawn, each request with its answer, what Graph said, what went wrong. */
export function Outcome({ exchange, trouble, askFor, stop }: OutcomeProps) {
  const { answer, running, stopping, error, serial } = exchange;
  return (
    <div className="obo-outcome">
      {running !== null && <Running running={running} stopping={stopping} stop={stop} />}
      {trouble !== null && <Failure trouble={trouble} askFor={askFor} />}
      {answer !== null && answer.requests.length > 0 && <Drawn key={serial} answer={answer} />}
      {answer?.outcome.graph.map((reply, at) => (
        <GraphAnswer key={at} reply={reply} picture={at === 0 ? answer.outcome.picture : null} oid={answer.outcome.oid} />
      ))}
      {answer === null && error === null && running === null && (
        <div className="card obo-empty">
          <Empty icon={ArrowSyncRegular} title={text.empty.title} sentence={text.empty.how} />
        </div>
      )}
    </div>
  );
}

function Drawn({ answer: { requests, curl } }: { answer: ExchangeView }) {
  const [chosen, setChosen] = useState(0);
  const request = requests[chosen];
  return (
    <section className="card obo-drawn" aria-label={text.sequence.title} data-testid="exchange">
      <Sequence requests={requests} chosen={chosen} choose={setChosen} />
      {request !== undefined && <Messages request={request} />}
      {curl !== "" && (
        <footer className="obo-drawn-foot">
          <CopyButton value={curl} what={text.curlWhat} label={text.curl} testId="obo-curl" />
        </footer>
      )}
    </section>
  );
}

interface RunningProps {
  running: NonNullable<Exchange["running"]>;
  stopping: boolean;
  stop: () => void;
}

function Running({ running, stopping, stop }: RunningProps) {
  return (
    <div className="card obo-running" data-testid="obo-running">
      <StateIcon state="running" />
      <span role="status">{wordsOf(running)}</span>
      <Button size="small" onClick={stop} disabledFocusable={stopping} data-testid="obo-cancel">
        {stopping ? text.cancelling : text.cancel}
      </Button>
    </div>
  );
}

function wordsOf(running: NonNullable<Exchange["running"]>): string {
  if (running === "start") {
    return text.running.start;
  }
  switch (running.event) {
    case "keyring-locked":
      return text.running["keyring-locked"];
    case "refreshing":
      return text.running.refreshing(running.account);
    case "reading-consent":
      return text.running["reading-consent"];
    case "sign-in-page":
      return text.running["sign-in-page"];
    case "exchanging":
      return text.running.exchanging(running.scopes);
    case "calling":
      return text.running.calling(running.target);
  }
}
