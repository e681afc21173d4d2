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
}

/** Nothing else takes the place of one of them: a second click there would do what nobody wants. */
export function RunButtons({ exchange: { running, answer, error }, trouble, run, sendAnyway }: RunButtonsProps) {
  const mends = trouble !== null && (trouble.ways.length > 0 || trouble.lacks !== null);
  const held = answer !== null && !answer.outcome.sent;
  const runs = running !== null;
  return (
    <>
      {held && (
        <Button onClick={sendAnyway} disabledFocusable={runs} data-testid="obo-send-anyway">
          {text.sendAnyway}
        </Button>
      )}
      {/* After a failure the primary button is the one that mends it, where there is one. */}
      <Button
        appearance={mends ? "secondary" : "primary"}
        icon={<PlayRegular />}
        onClick={run}
        disabledFocusable={runs}
        data-testid="obo-run"
      >
        {answer === null && error === null ? text.run : text.runAgain}
      </Button>
    </>
  );
}
