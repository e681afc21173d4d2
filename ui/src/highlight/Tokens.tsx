import type { Line } from "./tokens";
import "./highlight.css";

/** A line of code in its colours. */
export function Tokens({ line }: { line: Line }) {
  return line.map(({ kind, text }, at) =>
    // The pieces of a line never move.
    kind === null ? text : <span key={at} className={`token-${kind}`}>{text}</span>,
  );
}
