import { Button } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";

import { ArrowSyncRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { GraphField } from "../../ipc/bindings/GraphField";
import type { Mistake } from "../../ipc/bindings/Mistake";
import type { RehearsalView } from "../../ipc/bindings/RehearsalView";
import { stepsOf } from "../../journey";
import { Difference } from "../../parts/Difference";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { StateIcon } from "../../parts/StateIcon";
import { Steps } from "../../parts/Steps";
import { overview } from "../../text/overview";
import { headline } from "../../text/sentence";
import { steps as stepText } from "../../text/steps";
import { TokenReport } from "../token/TokenReport";
import { tokenStateOf } from "../token/tokenState";
import { OwnAddIn } from "./FirstRun";
import { NoAnswer, wasStopped } from "./NoAnswer";

const text = overview.finished;

interface FinishedProps {
  view: RehearsalView;
  /** Why the newest rehearsal has no answer: then `view` is the answer before. */
  error: AppError | null;
  start: (mistake: Mistake | null) => void;
  /** To the add-in, where one is set up. */
  back: (() => void) | null;
  /** A project was opened. */
  opened: () => void;
}

/** What a rehearsal found: the verdict, what went wrong first, then what each step made. */
export function Finished({ view, error, start, back, opened }: FinishedProps) {
  const steps = stepsOf(view.steps);
  const done = view.steps.filter(({ outcome }) => outcome !== "fail").length;
  const failed = view.steps.find(({ outcome }) => outcome === "fail");
  return (
    <>
      <PageTitle title={error === null ? verdict(view) : without(error)} intro={error === null ? intro(view) : more(error)}>
        {back !== null && (
          <Button onClick={back} data-testid="back-to-add-in">
            {text.back}
          </Button>
        )}
        <Button appearance="primary" icon={<ArrowSyncRegular />} onClick={() => start(null)} data-testid="try-practice">
          {text.again}
        </Button>
        <Button onClick={() => start("wrong-secret")} data-testid="try-wrong-secret">
          {text.withWrongSecret}
        </Button>
      </PageTitle>
      {error !== null && (
        <>
          <NoAnswer error={error} />
          <h2 className="overview-before">{overview.before(verdict(view))}</h2>
        </>
      )}
      {failed?.error != null && (
        <Finding
          state="fail"
          title={text.failed(stepText[failed.step].name)}
          error={failed.error}
          message={headline(failed.error.message).rest || failed.error.message}
        />
      )}
      <Section title={text.steps} meta={text.reached(done, steps.length)}>
        <div className="card overview-steps">
          <Steps steps={steps} />
        </div>
      </Section>
      {view.graph.length > 0 && (
        <Section title={text.graph} meta={<code>{text.graphMeta}</code>}>
          <Graph fields={view.graph} />
        </Section>
      )}
      {view.manifest_difference !== "" && (
        <Section title={text.difference}>
          <Difference unified={view.manifest_difference} />
        </Section>
      )}
      {view.token !== null && (
        <Section title={text.token}>
          <p className="overview-verdict">
            <StateIcon state={tokenStateOf(view.token)} />
            <span data-testid="token-verdict">{view.token.verdict}</span>
          </p>
          <TokenReport token={view.token} level={3} />
        </Section>
      )}
      {back === null && (
        <Section title={text.yours}>
          <div className="overview-yours">
            <OwnAddIn opened={opened} />
          </div>
        </Section>
      )}
    </>
  );
}

export function verdict(view: RehearsalView): string {
  if (view.passed) {
    return text.passed;
  }
  const error = view.steps.find(({ outcome }) => outcome === "fail")?.error;
  return error == null ? text.withoutReason : headline(error.message).head;
}

/** A title that no older success stands in. */
function without(error: AppError): string {
  return wasStopped(error) ? overview.stoppedTitle : headline(error.message).head;
}

function more(error: AppError): string | undefined {
  return wasStopped(error) ? overview.stopped : undefined;
}

function intro(view: RehearsalView): string {
  if (view.passed) {
    return text.passedIntro(view.graph.find(({ name }) => name === "displayName")?.value ?? null);
  }
  const last = view.steps.at(-1);
  return last === undefined ? "" : text.failedIntro(stepText[last.step].name);
}

function Section({ title, meta, children }: { title: string; meta?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="overview-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {meta !== undefined && <span className="meta">{meta}</span>}
      </header>
      {children}
    </section>
  );
}

function Graph({ fields }: { fields: readonly GraphField[] }) {
  return (
    <dl className="card overview-values" data-testid="graph-answer">
      {fields.map(({ name, value }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
