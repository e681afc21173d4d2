import type { CSSProperties, ReactNode } from "react";

import type { Line } from "../highlight/tokens";
import type { DifferenceRow } from "../ipc/bindings/DifferenceRow";
import { difference as text } from "../text/difference";
import { indentOf, piecesOf } from "./colours";

const signs = { added: "+", removed: "−" } as const;

/** The code of a line, with what differs from its counterpart in a box. */
export function CodeText({ row, line }: { row: DifferenceRow; line: Line | undefined }) {
  return piecesOf(line ?? [{ kind: null, text: row.text }], row.marks).map(({ kind, text, differs }, at) => {
    const colour = kind === null ? undefined : `token-${kind}`;
    return differs ? (
      <mark key={at} className="code-differs">
        {text}
      </mark>
    ) : colour === undefined ? (
      text
    ) : (
      <span key={at} className={colour}>
        {text}
      </span>
    );
  });
}

/** For the wrapped rest of a line. */
export function indented(text: string): CSSProperties {
  return { "--indent": indentOf(text) } as CSSProperties;
}

function Sign({ kind }: { kind: "added" | "removed" }) {
  return (
    <>
      <span aria-hidden>{signs[kind]}</span>
      <span className="hidden-text">{text[kind]}</span>
    </>
  );
}

/** A line of a unified difference: both numbers, its sign, its text. */
export function UnifiedRow({ row, line }: { row: DifferenceRow; line: Line | undefined }) {
  const { kind } = row;
  const changed = kind === "added" || kind === "removed" ? kind : null;
  return (
    <div className={`code-row code-row-${kind}`} role="row">
      <span className="code-number" role="cell">
        {row.before}
      </span>
      <span className="code-number" role="cell">
        {row.after}
      </span>
      <span className="code-sign" role="cell">
        {changed !== null && <Sign kind={changed} />}
      </span>
      <span className="code-text code" role="cell" style={indented(row.text)}>
        <CodeText row={row} line={line} />
      </span>
    </div>
  );
}

/** A line before and its counterpart after, where there is room for both. */
export function SplitRow({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className="code-row code-row-split" role="row">
      {left}
      {right}
    </div>
  );
}

export function SplitHalf({ row, line, side }: { row: DifferenceRow | null; line: Line | undefined; side: "before" | "after" }) {
  const changed = row?.kind === "added" || row?.kind === "removed" ? row.kind : null;
  return (
    <>
      <span className={`code-number ${tint(row)}`} role="cell">
        {row?.[side]}
      </span>
      <span className={`code-sign ${tint(row)}`} role="cell">
        {changed !== null && <Sign kind={changed} />}
      </span>
      <span className={`code-text code ${tint(row)}`} role="cell" style={indented(row?.text ?? "")}>
        {row !== null && <CodeText row={row} line={line} />}
      </span>
    </>
  );
}

const tint = (row: DifferenceRow | null) => (row === null ? "code-half-empty" : `code-half-${row.kind}`);

interface GapRowProps {
  row: DifferenceRow;
  /** Shows what is left out. */
  open: (() => void) | undefined;
}

/** In the place of lines that are the same and not shown. */
export function GapRow({ row, open, icon }: GapRowProps & { icon: ReactNode }) {
  return (
    <div className="code-row-gap" role="row">
      <span role="cell">
        {open === undefined ? (
          <span className="meta">{text.gap(row.count)}</span>
        ) : (
          <button type="button" className="meta" onClick={open} data-testid={`gap-${row.before}`}>
            {icon}
            {text.gap(row.count)}
          </button>
        )}
      </span>
    </div>
  );
}
