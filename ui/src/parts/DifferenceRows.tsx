import { type ReactNode, type RefObject, useMemo } from "react";

import { ChevronUpDownRegular } from "../icons";
import type { Language } from "../highlight/language";
import { useHighlighter } from "../highlight/useHighlighter";
import type { DifferenceRow } from "../ipc/bindings/DifferenceRow";
import { difference as text } from "../text/difference";
import { GapRow, SplitHalf, SplitRow, UnifiedRow } from "./CodeRow";
import { RowList } from "./RowList";
import { coloursOf } from "./colours";
import { type Note, type Shown, shownOf, splitOf } from "./shown";
import "../highlight/highlight.css";
import "./difference.css";

interface DifferenceRowsProps {
  rows: readonly DifferenceRow[];
  language: Language;
  label: string;
  /** What stands after a line. */
  notes?: readonly Note[];
  /** Before and after beside each other. */
  split?: boolean;
  /** Shows what a gap leaves out. */
  open?: (gap: DifferenceRow) => void;
  scroll?: RefObject<HTMLElement | null>;
  /** The note to be brought into view, by its key. */
  goTo?: { key: string } | null;
}

const columns = {
  unified: [text.old, text.new, text.sign, text.text],
  split: [text.old, text.sign, text.text, text.new, text.sign, text.text],
};

/** The lines of a difference in their colours. */
export function DifferenceRows({ rows, language, label, notes, split = false, open, scroll, goTo }: DifferenceRowsProps) {
  const highlighter = useHighlighter(language);
  const colours = useMemo(() => (highlighter === null ? null : coloursOf(rows, highlighter)), [rows, highlighter]);
  const shown = useMemo(() => {
    const all = shownOf(rows, notes ?? []);
    return split ? splitOf(all) : all;
  }, [rows, notes, split]);
  const place = goTo == null ? -1 : shown.findIndex((each) => each.show === "note" && each.note.key === goTo.key);
  // The same object as long as the same is meant: what scrolled there does not do it again.
  const target = useMemo(() => (place === -1 ? null : { at: place }), [place, goTo]);
  const line = (row: DifferenceRow | null) => (row === null ? undefined : colours?.get(row));
  const render = (at: number): ReactNode => {
    const each: Shown | undefined = shown[at];
    switch (each?.show) {
      case "note":
        return (
          <div className="code-row-note" role="row">
            <div role="cell">{each.note.content}</div>
          </div>
        );
      case "pair":
        return (
          <SplitRow
            left={<SplitHalf row={each.left} line={line(each.left)} side="before" />}
            right={<SplitHalf row={each.right} line={line(each.right)} side="after" />}
          />
        );
      case "row":
        return each.row.kind === "gap" ? (
          <GapRow
            row={each.row}
            open={open === undefined ? undefined : () => open(each.row)}
            icon={<ChevronUpDownRegular fontSize={14} aria-hidden />}
          />
        ) : (
          <UnifiedRow row={each.row} line={line(each.row)} />
        );
      default:
        return null;
    }
  };
  return (
    <div className="difference-rows" role="table" aria-label={label} aria-rowcount={shown.length + 1}>
      <div role="rowgroup" className="hidden-text">
        <div role="row">
          {(split ? columns.split : columns.unified).map((name, at) => (
            <span key={at} role="columnheader">
              {name}
            </span>
          ))}
        </div>
      </div>
      <RowList count={shown.length} render={render} {...(scroll === undefined ? {} : { scroll })} goTo={target} />
    </div>
  );
}
