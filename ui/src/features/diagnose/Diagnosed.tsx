import { useId, useState } from "react";

import { InfoFilled } from "../../icons";
import type { DiagnosedView } from "../../ipc/bindings/DiagnosedView";
import type { DiagnosisView } from "../../ipc/bindings/DiagnosisView";
import { SeverityIcon } from "../../parts/FindingCard";
import { diagnose as text } from "../../text/diagnose";
import { Causes } from "./Causes";
import { DiagnosisCard } from "./DiagnosisCard";
import { HandOn, type HandedOn } from "./HandOn";
import { LeaveAlone } from "./LeaveAlone";

interface DiagnosedProps {
  view: DiagnosedView;
  /** The text goes where such a thing is checked. */
  handOn: (what: HandedOn) => void;
}

/** What a text means: the likeliest first and opened, the others in a line. */
export function Diagnosed({ view, handOn }: DiagnosedProps) {
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const opened = view.diagnoses[chosen];
  const handed = (["token", "manifest"] as const).find((what) => view.recognised.includes(what));
  return (
    <>
      {handed !== undefined && <HandOn what={handed} open={() => handOn(handed)} />}
      {opened !== undefined && (
        <section aria-labelledby={id}>
          <header className={opened.not_yours ? "hidden-text" : "diagnose-head"}>
            <h2 id={id}>{text.whatItIs}</h2>
          </header>
          {opened.not_yours ? <LeaveAlone diagnosis={opened} /> : <DiagnosisCard diagnosis={opened} />}
        </section>
      )}
      {opened === undefined && handed !== "token" && (
        <section className="card diagnose-nothing" data-testid="nothing-wrong">
          <InfoFilled fontSize={16} aria-hidden />
          <div>
            <h2>{text.nothingWrong}</h2>
            <p>{text.nothingWrongWhy}</p>
          </div>
        </section>
      )}
      {chosen === 0 && view.causes.length > 0 && <Causes causes={view.causes} />}
      {view.diagnoses.length > 1 && <Others diagnoses={view.diagnoses} chosen={chosen} choose={setChosen} />}
    </>
  );
}

interface OthersProps {
  diagnoses: readonly DiagnosisView[];
  chosen: number;
  choose: (at: number) => void;
}

function Others({ diagnoses, chosen, choose }: OthersProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <header className="diagnose-head">
        <h2 id={id}>{text.then}</h2>
      </header>
      <ul className="card diagnose-rows">
        {diagnoses.map((diagnosis, at) =>
          at === chosen ? null : (
            <li key={`${diagnosis.code}-${at}`}>
              <button type="button" className="diagnose-row" onClick={() => choose(at)} data-testid={`also-${diagnosis.code}`}>
                <SeverityIcon severity={diagnosis.severity} />
                <span className="diagnose-row-title">{diagnosis.title}</span>
                <code>{diagnosis.code}</code>
              </button>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
