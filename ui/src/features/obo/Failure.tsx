import { Button } from "@fluentui/react-components";

import { OpenRegular } from "../../icons";
import type { Next } from "../../ipc/bindings/Next";
import { call } from "../../ipc/commands";
import { CopyButton } from "../../parts/CopyButton";
import { Finding } from "../../parts/Finding";
import { FindingCard } from "../../parts/FindingCard";
import { Ways } from "../../parts/Ways";
import { onBehalfOf as text } from "../../text/on-behalf-of";
import { headline, sentence } from "../../text/sentence";
import type { Trouble } from "./ways";

interface FailureProps {
  trouble: Trouble;
  askFor: (permission: string) => void;
}

/** What went wrong, diagnosed in place, with the way to where it works again. */
export function Failure({ trouble: { error, answer, ways, lacks }, askFor }: FailureProps) {
  const outcome = answer?.outcome ?? null;
  const pages = (outcome?.refusal?.next ?? outcome?.next ?? []).filter((next) => next.page !== null);
  const finding = outcome?.sent === false ? outcome.findings.find(({ code }) => code === error.code) : undefined;
  if (finding !== undefined) {
    return (
      <FindingCard finding={finding}>
        <Ways ways={ways} primary testId="failure-fix" />
        <Pages pages={pages} />
      </FindingCard>
    );
  }
  const ofGraph = outcome?.graph.some((each) => each.error !== null) === true;
  const title = outcome?.refusal != null ? text.failed : ofGraph ? text.graph.failed : text.notTried;
  return (
    <Finding
      state={outcome?.sent === true ? "fail" : "warn"}
      title={title}
      error={error}
      inSteps={outcome?.refusal != null}
      message={headline(error.message).rest || error.message}
      actions={
        ways.length === 0 && lacks === null && pages.length === 0 ? undefined : (
          <>
            {lacks !== null && (
              <Button appearance="primary" onClick={() => askFor(lacks)} data-testid="obo-ask-for">
                {text.graph.askFor(lacks)}
              </Button>
            )}
            <Ways ways={ways} primary={lacks === null} testId="failure-fix" />
            <Pages pages={pages} />
          </>
        )
      }
    >
      {answer === null && <p>{text.nothingAboutSetUp}</p>}
    </Finding>
  );
}

/** For somebody else's browser, or an administrator's. */
function Pages({ pages }: { pages: readonly Next[] }) {
  return pages.length === 0 ? null : (
    <ul className="obo-pages" aria-label={text.next.title}>
      {pages.map((next) => (
        <Page key={next.page} next={next} />
      ))}
    </ul>
  );
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
