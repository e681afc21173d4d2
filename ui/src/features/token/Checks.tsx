import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import { useId } from "react";

import type { CheckOutcome } from "../../ipc/bindings/CheckOutcome";
import type { CheckView } from "../../ipc/bindings/CheckView";
import type { TokenView } from "../../ipc/bindings/TokenView";
import type { State } from "../../journey";
import { StateIcon } from "../../parts/StateIcon";
import { capitalised, sentence } from "../../text/sentence";
import { token as text } from "../../text/token";
import { CheckBody } from "./CheckBody";
import type { Level } from "./TokenReport";

const states: Record<CheckOutcome, State> = { fail: "fail", warn: "warn", skipped: "waiting", pass: "fine" };

/** Failing ones first and open, passing ones below and folded. */
const order: readonly CheckOutcome[] = ["fail", "warn", "skipped", "pass"];

/** What every readable token passes: told together. */
const plain = ["form", "algorithm", "key"];

export function Checks({ token, level }: { token: TokenView; level: Level }) {
  const { checks } = token;
  const Heading = `h${level}` as const;
  const id = useId();
  const sorted = order.flatMap((outcome) => checks.filter((check) => check.outcome === outcome));
  const open = sorted.filter(({ outcome }) => outcome === "fail" || outcome === "warn").map((check) => check.id);
  const folded = sorted.filter((check) => check.outcome === "pass" && plain.includes(check.id));
  const shown = folded.length > 1 ? sorted.filter((check) => !folded.includes(check)) : sorted;
  const inner = level === 2 ? "h3" : "h4";
  return (
    <section aria-labelledby={id}>
      <Heading className="token-section" id={id}>
        {text.checks} <span className="meta">{summary(checks)}</span>
      </Heading>
      {sorted.length === 0 ? (
        <p className="card token-unchecked">
          <StateIcon state="warn" />
          {text.noChecks}
        </p>
      ) : (
        <Accordion className="card token-checks" multiple collapsible defaultOpenItems={open}>
          {shown.map((check) => (
            <Check key={check.id} check={check} token={token} heading={inner} />
          ))}
          {folded.length > 1 && (
            <AccordionItem value="more">
              <AccordionHeader as={inner} expandIconPosition="end" icon={<StateIcon state="fine" />}>
                <Row name={text.morePass(folded.length)} says={folded.map((check) => name(check)).join(", ")} />
              </AccordionHeader>
              <AccordionPanel className="token-check">
                {folded.map((check) => (
                  <p key={check.id} data-testid={`check-${check.id}`} data-outcome={check.outcome}>
                    {name(check)}: {sentence(check.detail)}
                  </p>
                ))}
              </AccordionPanel>
            </AccordionItem>
          )}
        </Accordion>
      )}
    </section>
  );
}

function summary(checks: readonly CheckView[]): string {
  const count = (outcome: CheckOutcome) => checks.filter((check) => check.outcome === outcome).length;
  const parts = order.filter((outcome) => count(outcome) > 0);
  return parts.map((outcome) => `${count(outcome)} ${text.checkSummary[outcome]}`).join(", ");
}

function name(check: CheckView): string {
  return text.check[check.id] ?? check.id;
}

interface CheckProps {
  check: CheckView;
  token: TokenView;
  heading: "h3" | "h4";
}

function Check({ check, token, heading }: CheckProps) {
  const quiet = check.outcome === "pass" || check.outcome === "skipped";
  return (
    <AccordionItem value={check.id} data-testid={`check-${check.id}`} data-outcome={check.outcome}>
      <AccordionHeader as={heading} expandIconPosition="end" icon={<StateIcon state={states[check.outcome]} />}>
        {/* The whole of what it says is one click away. */}
        <Row name={name(check)} says={quiet ? capitalised(check.detail) : ""} />
      </AccordionHeader>
      <AccordionPanel className="token-check">
        <CheckBody check={check} token={token} />
      </AccordionPanel>
    </AccordionItem>
  );
}

function Row({ name, says }: { name: string; says: string }) {
  return (
    <span className="token-row">
      <span>{name}</span>
      {says !== "" && <span className="meta token-row-says">{says}</span>}
    </span>
  );
}
