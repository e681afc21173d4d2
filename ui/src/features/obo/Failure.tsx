import { Button } from "@fluentui/react-components";

import { OpenRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { ExchangeView } from "../../ipc/bindings/ExchangeView";
import type { Next } from "../../ipc/bindings/Next";
import { call } from "../../ipc/commands";
import { CopyButton } from "../../parts/CopyButton";
import { Finding } from "../../parts/Finding";
import { FindingCard } from "../../parts/FindingCard";
import { onBehalfOf as text } from "../../text/on-behalf-of";
import { headline, sentence } from "../../text/sentence";
import { useSurroundings } from "../../window/context";
import { type Way, waysOf } from "./ways";

interface FailureProps {
  error: AppError;
  answer: ExchangeView | null;
  scopes: readonly string[];
  /** Whether anything was sent. */
  tried: boolean;
  askFor?: (permission: string) => void;
}

/** What went wrong, diagnosed in place, with the way to where it works again. */
export function Failure({ error, answer, scopes, tried, askFor }: FailureProps) {
  const ways = waysOf(error, answer, scopes);
  const outcome = answer?.outcome ?? null;
  const finding = outcome?.sent === false ? outcome.findings.find(({ code }) => code === error.code) : undefined;
  if (finding !== undefined) {
    return (
      <FindingCard finding={finding}>
        <Ways ways={ways} primary />
      </FindingCard>
    );
  }
  const reply = outcome?.graph.find((each) => each.error !== null);
  const least = reply?.is_covered === false ? reply.least_permission : null;
  const pages = (outcome?.refusal?.next ?? outcome?.next ?? []).filter((next) => next.page !== null);
  const title = outcome?.refusal != null ? text.failed : reply !== undefined ? text.graph.failed : text.notTried;
  return (
    <Finding
      state={tried ? "fail" : "warn"}
      title={title}
      error={error}
      message={headline(error.message).rest || error.message}
      actions={
        (ways.length > 0 || least !== null) && (
          <>
            {least !== null && askFor !== undefined && (
              <Button appearance="primary" onClick={() => askFor(least)} data-testid="obo-ask-for">
                {text.graph.askFor(least)}
              </Button>
            )}
            <Ways ways={ways} primary={least === null} />
          </>
        )
      }
    >
      {!tried && answer === null && <p>{text.nothingAboutSetUp}</p>}
      {pages.length > 0 && (
        <ul className="obo-pages" aria-label={text.next.title}>
          {pages.map((next) => (
            <Page key={next.page} next={next} />
          ))}
        </ul>
      )}
    </Finding>
  );
}

function Ways({ ways, primary }: { ways: readonly Way[]; primary: boolean }) {
  const { send } = useSurroundings();
  return ways.map((way, at) => (
    <Button
      key={way.label}
      appearance={at === 0 && primary ? "primary" : "secondary"}
      onClick={() => send(way.errand)}
      data-testid={at === 0 ? "failure-fix" : undefined}
    >
      {way.label}
    </Button>
  ));
}

function Page({ next: { words, page } }: { next: Next }) {
  const address = page ?? "";
  return (
    <li>
      <p>{sentence(words)}</p>
      <p className="obo-page">
        <code>{address}</code>
        <CopyButton value={address} what={text.next.copy} />
        <Button
          size="small"
          icon={<OpenRegular />}
          onClick={() => void call("open_in_browser", { address }).catch(() => undefined)}
        >
          {text.next.open}
        </Button>
      </p>
    </li>
  );
}
