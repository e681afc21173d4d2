import { type RefObject, useMemo, useRef, useState } from "react";

import { CheckmarkCircleFilled, InfoFilled } from "../../icons";
import type { DifferenceRow } from "../../ipc/bindings/DifferenceRow";
import type { ManifestView } from "../../ipc/bindings/ManifestView";
import { call } from "../../ipc/commands";
import { DifferenceRows } from "../../parts/DifferenceRows";
import { Empty } from "../../parts/Empty";
import type { Note } from "../../parts/shown";
import { manifest as text } from "../../text/manifest";
import { useMedia } from "../../theme/useMedia";
import { Lines } from "./Lines";
import { NoteRow } from "./NoteRow";

export type Tab = "changes" | "before" | "after";

interface BodyProps {
  view: ManifestView;
  tab: Tab;
  /** The finding to be brought into view. */
  goTo: { key: string } | null;
}

/** Lines of the file, by what is wanted of them. */
export function Body({ view, tab, goTo }: BodyProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const notes = useMemo<readonly Note[]>(
    () =>
      view.findings.map((placed, at) => ({
        key: `${at}`,
        line: placed.line,
        content: <NoteRow placed={placed} />,
      })),
    [view],
  );
  const nothing = view.change.count === 0 && view.findings.length === 0;
  return (
    <div className="manifest-body" ref={scroll} tabIndex={0} role="region" aria-label={view.name} data-testid="manifest-body">
      {tab === "changes" && nothing && <Nothing compared={view.without_plan === null} />}
      {tab === "changes" && !nothing && <Changes view={view} notes={notes} scroll={scroll} goTo={goTo} />}
      {tab === "before" && <Lines view={view} side="before" notes={notes} scroll={scroll} />}
      {tab === "after" && <Lines view={view} side="after" notes={[]} scroll={scroll} />}
    </div>
  );
}

/** Nothing is fine that was not compared. */
function Nothing({ compared }: { compared: boolean }) {
  return (
    <div className={compared ? "manifest-fine" : undefined}>
      <Empty
        icon={compared ? CheckmarkCircleFilled : InfoFilled}
        title={text.nothing.title}
        sentence={compared ? text.nothing.sentence : text.nothing.sentenceFixes}
      />
    </div>
  );
}

/** As many lines of a gap as are opened at once. */
const opened = 200;

interface ChangesProps {
  view: ManifestView;
  notes: readonly Note[];
  scroll: RefObject<HTMLDivElement | null>;
  goTo: { key: string } | null;
}

function Changes({ view, notes, scroll, goTo }: ChangesProps) {
  const [rows, setRows] = useState(view.change.rows);
  const split = useMedia("(min-width: 1400px)");
  const open = (gap: DifferenceRow) => {
    // The button goes with its gap.
    scroll.current?.focus({ preventScroll: true });
    const first = gap.before ?? 1;
    call("manifest_lines", { digest: view.digest, side: "before", first, count: Math.min(gap.count, opened) })
      .then((lines) => setRows((rows) => rows.flatMap((row) => (row === gap ? withLines(gap, lines) : [row]))))
      // It was read anew meanwhile, and is shown so.
      .catch(() => undefined);
  };
  return (
    <DifferenceRows
      rows={rows}
      language={view.format}
      label={text.caption(view.name)}
      notes={notes}
      split={split && view.change.count > 0}
      open={open}
      scroll={scroll}
      goTo={goTo}
    />
  );
}

function withLines(gap: DifferenceRow, lines: readonly string[]): DifferenceRow[] {
  const [before, after] = [gap.before ?? 1, gap.after ?? 1];
  const rows = lines.map((text, at): DifferenceRow => ({ kind: "same", before: before + at, after: after + at, text, marks: [], count: 0 }));
  const left = gap.count - lines.length;
  return left > 0 && lines.length > 0
    ? [...rows, { ...gap, before: before + lines.length, after: after + lines.length, count: left }]
    : rows;
}
