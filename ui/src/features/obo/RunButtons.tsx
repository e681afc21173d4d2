import { Button } from "@fluentui/react-components";

import { PlayRegular } from "../../icons";
import { onBehalfOf as text } from "../../text/on-behalf-of";
import type { Exchange } from "./useExchange";
import type { Trouble } from "./ways";

interface RunButtonsProps {
  exchange: Exchange;
  trouble: Trouble | null;
  run: () => void;
  sendAnyway: () => void;
  stop: () => void;
}

export function RunButtons({ exchange: { running, stopping, answer, error }, trouble, run, sendAnyway, stop }: RunButtonsProps) {
  if (running !== null) {
    return (
      <Button onClick={stop} disabledFocusable={stopping} data-testid="obo-cancel">
        {stopping ? text.cancelling : text.cancel}
      </Button>
    );
  }
  const mends = trouble !== null && (trouble.ways.length > 0 || trouble.lacks !== null);
  const held = answer !== null && !answer.outcome.sent;
  return (
    <>
      {held && (
        <Button onClick={sendAnyway} data-testid="obo-send-anyway">
          {text.sendAnyway}
        </Button>
      )}
      {/* After a failure the primary button is the one that mends it, where there is one. */}
      <Button appearance={mends ? "secondary" : "primary"} icon={<PlayRegular />} onClick={run} data-testid="obo-run">
        {answer === null && error === null ? text.run : text.runAgain}
      </Button>
    </>
  );
}
