import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import { useId } from "react";

import type { CheckOutcome } from "../../ipc/bindings/CheckOutcome";
import type { CheckView } from "../../ipc/bindings/CheckView";
import type { TokenView } from "../../ipc/bindings/TokenView";
import type { State } from "../../journey";
import { StateIcon } from "../../parts/StateIcon";
import { finding } from "../../text/finding";
import { sentence } from "../../text/sentence";
import { token as text } from "../../text/token";
import type { Level } from "./TokenReport";

const states: Record<CheckOutcome, State> = { fail: "fail", warn: "warn", skipped: "waiting", pass: "fine" };

/** Failing ones first and open, passing ones below and folded. */
const order: readonly CheckOutcome[] = ["fail", "warn", "skipped", "pass"];

export function Checks({ token: { checks }, level }: { token: TokenView; level: Level }) {
  const Heading = `h${level}` as const;
  const id = useId();
  const sorted = order.flatMap((outcome) => checks.filter((check) => check.outcome === outcome));
  const open = sorted.filter(({ outcome }) => outcome === "fail" || outcome === "warn").map((check) => check.id);
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
          {sorted.map((check) => (
            <Check key={check.id} check={check} level={level} />
          ))}
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

function Check({ check, level }: { check: CheckView; level: Level }) {
  const values = [
    [finding.found, check.found],
    [finding.expected, check.expected],
  ] as const;
  return (
    <AccordionItem value={check.id} data-testid={`check-${check.id}`} data-outcome={check.outcome}>
      <AccordionHeader as={level === 2 ? "h3" : "h4"} expandIconPosition="end" icon={<StateIcon state={states[check.outcome]} />}>
        {text.check[check.id] ?? check.id}
      </AccordionHeader>
      <AccordionPanel className="token-check">
        <p>{sentence(check.detail)}</p>
        {values.some(([, value]) => value !== null) && (
          <dl className="token-evidence">
            {values.map(
              ([name, value]) =>
                value !== null && (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      <code>{value}</code>
                    </dd>
                  </div>
                ),
            )}
          </dl>
        )}
        {check.fix !== null && (
          <p>
            <strong>{finding.fix}:</strong> {sentence(check.fix)}
          </p>
        )}
      </AccordionPanel>
    </AccordionItem>
  );
}
