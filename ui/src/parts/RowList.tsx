import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";

/** More rows than these are not all in the document at once. */
const plain = 300;
const rowHeight = 22;

interface RowListProps {
  count: number;
  /** A row by its place, which identifies it. */
  render: (at: number) => ReactNode;
  /** What scrolls; where nothing does, all rows are in the document. */
  scroll?: RefObject<HTMLElement | null>;
  /** The row to be brought into view; another object brings it again. */
  goTo?: { at: number } | null;
}

/** Rows of any number and height; of many only those in view. */
export function RowList(props: RowListProps) {
  return props.scroll === undefined || props.count <= plain ? <AllRows {...props} /> : <RowsInView {...props} scroll={props.scroll} />;
}

function AllRows({ count, render, goTo }: RowListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (goTo != null) {
      list.current?.children[goTo.at]?.scrollIntoView?.({ block: "center" });
    }
  }, [goTo]);
  return (
    <div ref={list} role="rowgroup">
      {Array.from({ length: count }, (_, at) => (
        <div key={at} role="presentation">
          {render(at)}
        </div>
      ))}
    </div>
  );
}

function RowsInView({ count, render, scroll, goTo }: RowListProps & { scroll: RefObject<HTMLElement | null> }) {
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  useEffect(() => {
    if (goTo != null) {
      rows.scrollToIndex(goTo.at, { align: "center" });
    }
  }, [goTo, rows]);
  return (
    <div role="rowgroup" className="row-list" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start }) => (
        <div
          key={index}
          role="presentation"
          data-index={index}
          ref={rows.measureElement}
          style={{ transform: `translateY(${start}px)` }}
        >
          {render(index)}
        </div>
      ))}
    </div>
  );
}
