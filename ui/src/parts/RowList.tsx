import { type ReactNode, type RefObject, Suspense, lazy, useEffect, useRef } from "react";

// Few manifests have so many rows.
const RowsInView = lazy(() => import("./RowsInView"));

/** More rows than these are not all in the document at once. */
const plain = 300;

export interface RowListProps {
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
  return props.scroll === undefined || props.count <= plain ? (
    <AllRows {...props} />
  ) : (
    <Suspense fallback={null}>
      <RowsInView {...props} scroll={props.scroll} />
    </Suspense>
  );
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
