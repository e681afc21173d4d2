import {
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Tooltip,
} from "@fluentui/react-components";
import { useId } from "react";

import { CheckmarkRegular, CircleHintRegular, DismissCircleFilled, WarningFilled } from "../../icons";
import type { Agreement } from "../../ipc/bindings/Agreement";
import type { AgreementCell } from "../../ipc/bindings/AgreementCell";
import type { AgreementRow } from "../../ipc/bindings/AgreementRow";
import { agreement as text } from "../../text/agreement";

/** Each fact against each side. What was not read has no check. */
export function AgreementTable({ agreement }: { agreement: Agreement }) {
  const title = useId();
  const sides = agreement.rows[0]?.cells.map(({ side }) => side) ?? [];
  return (
    <section className="overview-section" aria-labelledby={title}>
      <header>
        <h2 id={title}>{text.title}</h2>
        <span className="meta" data-testid="differ">
          {text.differ(agreement.differing, agreement.compared)}
        </span>
      </header>
      <div className="agreement-scroll">
        <Table size="extra-small" className="agreement" aria-labelledby={title} data-testid="agreement">
          <TableHeader>
            <TableRow>
              <TableHeaderCell className="agreement-fact">
                <span className="hidden-text">{text.title}</span>
              </TableHeaderCell>
              <TableHeaderCell className="agreement-value">{text.value}</TableHeaderCell>
              {sides.map((side) => (
                <TableHeaderCell key={side}>{text.side[side]}</TableHeaderCell>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {agreement.rows.map((row) => (
              <Row key={row.fact} row={row} />
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}

function Row({ row: { fact, value, short, cells } }: { row: AgreementRow }) {
  return (
    <TableRow data-testid={`fact-${fact}`}>
      <TableCell className="agreement-fact" role="rowheader">
        {text.fact[fact]}
      </TableCell>
      <TableCell className="agreement-value">
        {value === null ? <span className="meta">{text.notKnown}</span> : <Shortened value={value} short={short ?? value} />}
      </TableCell>
      {cells.map((cell) => (
        <TableCell key={cell.side} data-testid={`${fact}-${cell.side}`} data-state={cell.state.is}>
          <Cell cell={cell} />
        </TableCell>
      ))}
    </TableRow>
  );
}

/** The whole of it is heard, and seen in a tooltip. */
function Shortened({ value, short }: { value: string; short: string }) {
  return value === short ? (
    <code>{value}</code>
  ) : (
    <Tooltip content={value} relationship="label">
      <code tabIndex={0}>{short}</code>
    </Tooltip>
  );
}

function Cell({ cell: { state, text: words } }: { cell: AgreementCell }) {
  switch (state.is) {
    case "agrees":
      return <Said words={words} mark={<CheckmarkRegular className="agreement-agrees" fontSize={16} aria-hidden />} />;
    case "not-read":
      return (
        <Said words={words} mark={<CircleHintRegular className="agreement-unread" fontSize={16} aria-hidden />}>
          <span className="meta">{text.notReadWord}</span>
        </Said>
      );
    case "nothing-to-compare":
      return <Said words={words} mark={<span className="agreement-nothing">·</span>} />;
    case "differs": {
      const Mark = state.kind === "fail" ? DismissCircleFilled : WarningFilled;
      return (
        <Said words={words} mark={<Mark className={`agreement-${state.kind}`} fontSize={16} aria-hidden />}>
          <code className={`agreement-${state.kind}`} title={words}>
            {state.short}
          </code>
        </Said>
      );
    }
  }
}

function Said({ words, mark, children }: { words: string; mark: React.ReactNode; children?: React.ReactNode }) {
  return (
    <span className="agreement-cell">
      <span aria-hidden className="agreement-mark">
        {mark}
        {children}
      </span>
      <span className="hidden-text">{words}</span>
    </span>
  );
}
