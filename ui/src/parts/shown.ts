import type { ReactNode } from "react";

import type { DifferenceRow } from "../ipc/bindings/DifferenceRow";

/** What stands after a line of the file as it is before the change, or ahead of all where it is of none. */
export interface Note {
  key: string;
  line: number | null;
  content: ReactNode;
}

export type Shown =
  | { show: "row"; row: DifferenceRow }
  | { show: "pair"; left: DifferenceRow | null; right: DifferenceRow | null }
  | { show: "note"; note: Note };

/** The rows with the notes between them: after their line, and after what comes in its place. */
export function shownOf(rows: readonly DifferenceRow[], notes: readonly Note[]): Shown[] {
  const shown: Shown[] = [];
  let left = [...notes].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const add = (upTo: number) => {
    shown.push(...left.filter(({ line }) => (line ?? 0) <= upTo).map((note) => ({ show: "note", note }) as const));
    left = left.filter(({ line }) => (line ?? 0) > upTo);
  };
  add(0);
  let last = 0;
  rows.forEach((row, at) => {
    const changed = row.kind === "added" || row.kind === "removed";
    const before = rows[at - 1];
    const goesOn = changed && (before?.kind === "removed" || before?.kind === "added");
    if (!goesOn) {
      add(last);
    }
    shown.push({ show: "row", row });
    if (row.before !== null) {
      last = row.kind === "gap" ? row.before + row.count - 1 : row.before;
    }
  });
  add(Infinity);
  return shown;
}

/** Lines that went beside those that came in their place. */
export function splitOf(shown: readonly Shown[]): Shown[] {
  const split: Shown[] = [];
  let removed: DifferenceRow[] = [];
  let added: DifferenceRow[] = [];
  const end = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at++) {
      split.push({ show: "pair", left: removed[at] ?? null, right: added[at] ?? null });
    }
    removed = [];
    added = [];
  };
  for (const each of shown) {
    if (each.show === "row" && each.row.kind === "removed") {
      removed.push(each.row);
    } else if (each.show === "row" && each.row.kind === "added") {
      added.push(each.row);
    } else {
      end();
      split.push(each.show === "row" && each.row.kind === "same" ? { show: "pair", left: each.row, right: each.row } : each);
    }
  }
  end();
  return split;
}
