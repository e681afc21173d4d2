import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";

import type { RowListProps } from "./RowList";

const rowHeight = 22;

/** Of many rows those that are in view, and a few around them. */
export default function RowsInView({ count, render, scroll, goTo }: RowListProps & { scroll: RefObject<HTMLElement | null> }) {
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
