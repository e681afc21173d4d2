import { type RefObject, useEffect, useMemo, useRef, useState } from "react";

import { Tokens } from "../../highlight/Tokens";
import type { Line } from "../../highlight/tokens";
import { useHighlighter } from "../../highlight/useHighlighter";
import type { ManifestView } from "../../ipc/bindings/ManifestView";
import type { Side } from "../../ipc/bindings/Side";
import { call } from "../../ipc/commands";
import { indented } from "../../parts/CodeRow";
import { RowList } from "../../parts/RowList";
import type { Note } from "../../parts/shown";
import { manifest as text } from "../../text/manifest";

/** As many lines are read at once. */
const chunk = 200;

interface LinesProps {
  view: ManifestView;
  side: Side;
  notes: readonly Note[];
  scroll: RefObject<HTMLDivElement | null>;
}

/** The whole file, on either side of the change; lines are read when they come into view. */
export function Lines({ view, side, notes, scroll }: LinesProps) {
  const highlighter = useHighlighter(view.format);
  const [chunks, setChunks] = useState<ReadonlyMap<number, readonly string[]>>(new Map());
  const asked = useRef(new Set<number>());
  const [wanted, setWanted] = useState<ReadonlySet<number>>(new Set([0]));
  useEffect(() => {
    for (const at of wanted) {
      if (asked.current.has(at)) {
        continue;
      }
      asked.current.add(at);
      call("manifest_lines", { digest: view.digest, side, first: at * chunk + 1, count: chunk })
        .then((lines) => setChunks((before) => new Map(before).set(at, lines)))
        // It was read anew meanwhile, and is shown so.
        .catch(() => asked.current.delete(at));
    }
  }, [wanted, view.digest, side]);
  const colours = useMemo(() => new Map<number, readonly Line[]>(), [highlighter, chunks]);
  const lineOf = (at: number): Line | null => {
    const place = Math.floor(at / chunk);
    const lines = chunks.get(place);
    if (lines === undefined) {
      return null;
    }
    if (!colours.has(place)) {
      colours.set(place, highlighter?.(lines.join("\n")) ?? lines.map((text) => [{ kind: null, text }]));
    }
    return colours.get(place)?.[at % chunk] ?? [];
  };
  const items = useMemo(
    () => itemsOf(side === "before" ? view.lines : view.change.lines, notes),
    [side, view, notes],
  );
  const render = (at: number) => {
    const item = items[at];
    if (item === undefined) {
      return null;
    }
    if (typeof item !== "number") {
      return (
        <div className="code-row-note code-row-note-one" role="row">
          <div role="cell">{item.content}</div>
        </div>
      );
    }
    return (
      <FileRow number={item + 1} line={lineOf(item)} want={() => setWanted((before) => withPlace(before, Math.floor(item / chunk)))} />
    );
  };
  return (
    <div className="difference-rows" role="table" aria-label={text.lines(view.name, side)} aria-rowcount={items.length}>
      <RowList count={items.length} render={render} scroll={scroll} />
    </div>
  );
}

function withPlace(before: ReadonlySet<number>, place: number): ReadonlySet<number> {
  return before.has(place) ? before : new Set([...before, place]);
}

function FileRow({ number, line, want }: { number: number; line: Line | null; want: () => void }) {
  const missing = line === null;
  useEffect(() => {
    if (missing) {
      want();
    }
    // Asked for once, when the row comes into view without its text.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [missing]);
  return (
    <div className="code-row code-row-one" role="row" aria-rowindex={number}>
      <span className="code-number" role="cell">
        {number}
      </span>
      <span className="code-text code" role="cell" style={indented(line?.[0]?.text ?? "")}>
        {line !== null && <Tokens line={line} />}
      </span>
    </div>
  );
}

/** Lines by their place, with the notes after theirs. */
function itemsOf(count: number, notes: readonly Note[]): readonly (number | Note)[] {
  const items: (number | Note)[] = notes.filter(({ line }) => line === null || line > count);
  const rest = notes.filter(({ line }) => line !== null && line <= count).sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  let next = 0;
  for (let line = 0; line < count; line++) {
    items.push(line);
    for (let note = rest[next]; note !== undefined && note.line === line + 1; note = rest[++next]) {
      items.push(note);
    }
  }
  return items;
}
