import { useId } from "react";

import type { ForeseenState } from "../../ipc/bindings/ForeseenState";
import type { ForeseenView } from "../../ipc/bindings/ForeseenView";
import type { State } from "../../journey";
import { StateIcon } from "../../parts/StateIcon";
import { onBehalfOf } from "../../text/on-behalf-of";
import { sentence } from "../../text/sentence";

const text = onBehalfOf.before;

const states: Record<ForeseenState, State> = { fine: "fine", warn: "warn", fail: "fail", "not-read": "waiting" };

/** Every point that is looked at before the call, with its outcome. */
export function BeforeCall({ foreseen }: { foreseen: readonly ForeseenView[] | null | undefined }) {
  const id = useId();
  const rows: readonly ForeseenView[] =
    foreseen ??
    (Object.keys(text.about) as ForeseenView["about"][]).map((about) => ({ about, state: "not-read", finding: null }));
  const count = (state: ForeseenState) => rows.filter((row) => row.state === state).length;
  return (
    <section aria-labelledby={id} data-testid="foreseen">
      <h2 id={id} className="obo-before-head">
        {text.title}
        {foreseen != null && (
          <span className={`obo-before-${worst(count)}`} role="status">
            {said(count)}
          </span>
        )}
      </h2>
      <ul className="card obo-rows">
        {rows.map((row) => (
          <Row key={row.about} row={row} />
        ))}
      </ul>
      {foreseen === null && <p className="meta obo-no-token">{text.noToken}</p>}
    </section>
  );
}

type Count = (state: ForeseenState) => number;

/** The first of these that there is: what nobody read is not clear. */
function worst(count: Count): ForeseenState {
  return (["fail", "warn", "not-read"] as const).find((state) => count(state) > 0) ?? "fine";
}

function said(count: Count): string {
  const state = worst(count);
  switch (state) {
    case "fail":
      return text.fails(count(state));
    case "warn":
      return text.warns(count(state));
    case "not-read":
      return text.unknown(count(state));
    case "fine":
      return text.clear;
  }
}

function Row({ row: { about, state, finding } }: { row: ForeseenView }) {
  const [name, claim] = text.about[about];
  const says = state === "not-read" ? text.notRead : claim;
  return (
    <li data-testid={`foreseen-${about}`} data-outcome={state}>
      <StateIcon state={states[state]} />
      <div>
        <p className={state === "not-read" ? "obo-not-read" : undefined}>{name}</p>
        {finding !== null && <p className="meta">{sentence(finding.title)}</p>}
      </div>
      {says !== "" && <span className="meta">{says}</span>}
    </li>
  );
}
