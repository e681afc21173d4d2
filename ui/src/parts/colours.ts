import type { Highlighter, Kind, Line } from "../highlight/tokens";
import type { DifferenceRow } from "../ipc/bindings/DifferenceRow";

/** A piece of a line; `differs` where its counterpart has another. */
export interface Piece {
  kind: Kind | null;
  text: string;
  differs: boolean;
}

/** The lines of rows in their colours. What stands together in a side is coloured together: a tag may go over lines. */
export function coloursOf(rows: readonly DifferenceRow[], highlight: Highlighter): Map<DifferenceRow, Line> {
  const colours = new Map<DifferenceRow, Line>();
  let part: DifferenceRow[] = [];
  const end = () => {
    for (const left of ["added", "removed"] as const) {
      const side = part.filter(({ kind }) => kind !== left);
      const lines = side.length === 0 ? [] : highlight(side.map(({ text }) => text).join("\n"));
      side.forEach((row, at) => colours.set(row, lines[at] ?? []));
    }
    part = [];
  };
  for (const row of rows) {
    if (row.kind === "gap") {
      end();
    } else {
      part.push(row);
    }
  }
  end();
  return colours;
}

/** A line cut where its marks begin and end. */
export function piecesOf(line: Line, marks: readonly (readonly [number, number])[]): Piece[] {
  const cuts = marks.flat();
  const pieces: Piece[] = [];
  let at = 0;
  for (const { kind, text } of line) {
    const end = at + text.length;
    const inside = [...new Set([at, ...cuts.filter((cut) => cut > at && cut < end), end])].sort((a, b) => a - b);
    inside.slice(0, -1).forEach((from, place) => {
      const to = inside[place + 1] ?? end;
      const differs = marks.some(([first, last]) => first <= from && to <= last);
      const last = pieces.at(-1);
      const piece = text.slice(from - at, to - at);
      if (last !== undefined && last.differs && differs) {
        // One box around what differs, whatever its colours.
        pieces[pieces.length - 1] = { kind: last.kind === kind ? kind : null, text: last.text + piece, differs };
      } else {
        pieces.push({ kind, text: piece, differs });
      }
    });
    at = end;
  }
  return pieces;
}

/** Columns of white space ahead of a line, under which its wrapped rest stands too. */
export function indentOf(text: string): number {
  const space = /^[ \t]*/.exec(text)?.[0] ?? "";
  // Of very deep ones a narrow window would have nothing left.
  return Math.min(24, [...space].reduce((columns, each) => columns + (each === "\t" ? 4 : 1), 0));
}
