import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";

import { ArrowSyncRegular } from "../../icons";
import type { Agreement } from "../../ipc/bindings/Agreement";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { agreement as text } from "../../text/agreement";
import { useSurroundings } from "../../window/context";
import { AgreementTable } from "./AgreementTable";
import { FailingStep } from "./FailingStep";
import { Findings } from "./Findings";
import { NextStep } from "./NextStep";
import { Port } from "./Port";
import { Project } from "./Project";
import { Missed, Sources } from "./Sources";
import { StepLine } from "./StepLine";
import { failingSteps } from "./failingSteps";
import { headline } from "./headline";
import { useAgo } from "./useAgo";
import type { Compared } from "./useAgreement";
import "./agreement.css";

interface AddInProps {
  agreement: Agreement;
  compared: Compared;
  /** What is known of the practice tenant. */
  children?: ReactNode;
}

/** The state of the add-in: in words, in steps, what is wrong first, and what agrees. */
export function AddIn({ agreement, compared, children }: AddInProps) {
  const { error, check } = compared;
  const { status } = useSurroundings();
  const { title, intro } = headline(agreement, status.steps);
  const failing = failingSteps(agreement.findings, status.steps);
  const failed = failing.map((each) => <FailingStep key={each.step} failing={each} />);
  // What may be the cause of a step's failing stands above it.
  const stops = agreement.findings[0]?.finding.severity === "error";
  const ago = useAgo(agreement.checked);
  return (
    <>
      <PageTitle title={title} intro={`${intro} ${ago}`.trim()}>
        <CheckAgain compared={compared} />
      </PageTitle>
      <Missed agreement={agreement} />
      {error !== null && (
        <Finding state="warn" title={text.couldNot} error={error}>
          <p>{text.lastState}</p>
        </Finding>
      )}
      <StepLine />
      {!stops && failed}
      {agreement.findings.length > 0 && <Findings findings={agreement.findings} />}
      {stops && failed}
      {agreement.findings.length === 0 && failing.length === 0 && <NextStep />}
      <AgreementTable agreement={agreement} />
      <Sources agreement={agreement} />
      {agreement.port !== null && <Port key={agreement.port.address} port={agreement.port} />}
      <Project changed={check} />
      {children}
    </>
  );
}

export function CheckAgain({ compared: { checking, check } }: { compared: Compared }) {
  return (
    <Button
      appearance="subtle"
      icon={<ArrowSyncRegular />}
      disabledFocusable={checking}
      onClick={check}
      data-testid="check-again"
    >
      {checking ? text.checking : text.again}
    </Button>
  );
}
