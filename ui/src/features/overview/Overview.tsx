import { type ReactNode, useState } from "react";

import type { Mistake } from "../../ipc/bindings/Mistake";
import type { Status } from "../../ipc/bindings/Status";
import { type Known, runningNow } from "../../opening/known";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { agreement as text } from "../../text/agreement";
import { shell } from "../../text/shell";
import { useSurroundings } from "../../window/context";
import { AddIn, CheckAgain } from "./AddIn";
import { DroppedProject } from "./DroppedProject";
import { Finished } from "./Finished";
import { FirstRun } from "./FirstRun";
import { NoAnswer } from "./NoAnswer";
import { Rehearsed } from "./Rehearsed";
import { Running } from "./Running";
import { type Compared, useAgreement } from "./useAgreement";
import "./overview.css";

interface OverviewProps {
  known: Known;
  start: (mistake: Mistake | null) => void;
  stop: () => void;
  /** Stands at the end of the page whatever the state is. */
  children?: ReactNode;
}

/** What is known of the whole way: of the add-in, and of the last rehearsal. */
export function Overview(props: OverviewProps) {
  const { profile } = useSurroundings().status;
  // Of another profile nothing here is true.
  return (
    <div className="overview">
      <OfProfile key={profile} {...props} />
      {props.children}
    </div>
  );
}

/** Whatever tells that what is compared is another thing now; the first two steps are told by the comparison itself. */
function comparedOf({ project_folder, environment, token, steps }: Status): string {
  return JSON.stringify([project_folder, environment, token, steps.slice(2).map(({ state }) => state)]);
}

function OfProfile(props: OverviewProps) {
  const compared = useAgreement(comparedOf(useSurroundings().status));
  // The answer that was left for the add-in; the next one is shown again.
  const [left, setLeft] = useState<number | null>(null);
  const { serial } = props.known.rehearsal;
  const opened = () => {
    setLeft(serial);
    compared.check();
  };
  return (
    <>
      <DroppedProject opened={opened} />
      <State {...props} compared={compared} left={left === serial} setLeft={(is) => setLeft(is ? serial : null)} opened={opened} />
    </>
  );
}

interface StateProps extends OverviewProps {
  compared: Compared;
  /** Whether the last rehearsal was left for the add-in. */
  left: boolean;
  setLeft: (left: boolean) => void;
  /** A project was opened. */
  opened: () => void;
}

function State({ known, start, stop, compared, left, setLeft, opened }: StateProps) {
  const running = runningNow(known);
  const { view, error, serial } = known.rehearsal;
  const { agreement } = compared;
  const begun = agreement?.is_begun === true;
  if (running !== null) {
    return <Running running={running} stopping={known.stopping} notStopped={known.notStopped} stop={stop} />;
  }
  if (view !== null && !left) {
    return (
      <Finished key={serial} view={view} error={error} start={start} back={begun ? () => setLeft(true) : null} opened={opened} />
    );
  }
  if (agreement === null) {
    return compared.error === null ? null : (
      <>
        <PageTitle title={shell.page.overview}>
          <CheckAgain compared={compared} />
        </PageTitle>
        <Finding state="warn" title={text.couldNot} error={compared.error}>
          <p>{text.saysNothing}</p>
        </Finding>
      </>
    );
  }
  if (!begun) {
    return <FirstRun key={serial} error={error} start={start} opened={compared.check} />;
  }
  return (
    <AddIn agreement={agreement} compared={compared}>
      {error !== null && <NoAnswer error={error} />}
      <Rehearsed view={view} show={() => setLeft(false)} start={() => start(null)} />
    </AddIn>
  );
}
