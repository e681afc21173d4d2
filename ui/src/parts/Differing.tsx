import type { ReactNode } from "react";

import { finding as labels } from "../text/finding";
import { parts as text } from "../text/parts";
import { type Piece, differing } from "./differing";
import "./differing.css";

interface DifferingProps {
  found: string;
  expected: string;
  foundLabel?: string;
  expectedLabel?: string;
  /** Where each was read, at the right: a text, or a button that opens it. */
  foundPlace?: ReactNode;
  expectedPlace?: ReactNode;
  testId?: string;
}

/** What was found above what is expected, aligned, the characters that differ boxed. */
export function Differing({
  found,
  expected,
  foundLabel = labels.found,
  expectedLabel = labels.expected,
  foundPlace,
  expectedPlace,
  testId = "differing",
}: DifferingProps) {
  const told = differing(found, expected);
  return (
    <div className="differing" data-testid={testId}>
      <dl>
        <Value of="found" label={foundLabel} pieces={told.found} place={foundPlace} />
        <Value of="expected" label={expectedLabel} pieces={told.expected} place={expectedPlace} />
      </dl>
      {/* A box is seen; this is heard. */}
      {told.swaps.length > 0 && (
        <p className="hidden-text">{told.swaps.map((swap) => text.swap(swap.found, swap.expected)).join(" ")}</p>
      )}
    </div>
  );
}

interface ValueProps {
  of: "found" | "expected";
  label: string;
  pieces: readonly Piece[];
  place: ReactNode;
}

function Value({ of, label, pieces, place }: ValueProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>
          {pieces.length === 0 && <span className="differing-nothing">{text.nothingThere}</span>}
          {pieces.map((piece, at) =>
            piece.differs ? (
              <mark key={at} className={`differing-${of}`}>
                {piece.text}
              </mark>
            ) : (
              <span key={at}>{piece.text}</span>
            ),
          )}
        </code>
        {place !== undefined && <span className="meta">{place}</span>}
      </dd>
    </div>
  );
}
