import { diffChars } from "diff";

/** A stretch of a value; one that differs is boxed. */
export interface Piece {
  text: string;
  differs: boolean;
}

export interface Differing {
  found: readonly Piece[];
  expected: readonly Piece[];
  /** What stands in place of what, from left to right; one side is empty where the other has more. */
  swaps: readonly { found: string; expected: string }[];
}

/** Below this share of equal characters letter by letter says nothing: then all between common ends differs. */
const alike = 0.5;
/** Longer values are compared by their ends alone: letter by letter costs the square. */
const long = 2000;

/** Two values side by side: which of their characters differ. */
export function differing(found: string, expected: string): Differing {
  const parts = found.length + expected.length > long ? byEnds(found, expected) : byLetters(found, expected);
  const pieces = { found: [] as Piece[], expected: [] as Piece[], swaps: [] as { found: string; expected: string }[] };
  let open = false;
  for (const { text, of } of parts) {
    if (of === "both") {
      pieces.found.push({ text, differs: false });
      pieces.expected.push({ text, differs: false });
      open = false;
      continue;
    }
    pieces[of].push({ text, differs: true });
    if (!open) {
      pieces.swaps.push({ found: "", expected: "" });
      open = true;
    }
    const swap = pieces.swaps[pieces.swaps.length - 1];
    if (swap !== undefined) {
      swap[of] += text;
    }
  }
  return pieces;
}

interface Part {
  text: string;
  of: "both" | "found" | "expected";
}

function byLetters(found: string, expected: string): Part[] {
  const changes = diffChars(found, expected);
  const same = changes.filter(({ added, removed }) => !added && !removed).reduce((sum, { value }) => sum + value.length, 0);
  if (same < alike * Math.max(found.length, expected.length)) {
    return byEnds(found, expected);
  }
  return changes.map(({ value, added, removed }) => ({
    text: value,
    of: removed ? "found" : added ? "expected" : "both",
  }));
}

function byEnds(found: string, expected: string): Part[] {
  const shorter = Math.min(found.length, expected.length);
  let start = 0;
  while (start < shorter && found[start] === expected[start]) {
    start += 1;
  }
  let end = 0;
  while (end < shorter - start && found[found.length - 1 - end] === expected[expected.length - 1 - end]) {
    end += 1;
  }
  const parts: Part[] = [
    { text: found.slice(0, start), of: "both" },
    { text: found.slice(start, found.length - end), of: "found" },
    { text: expected.slice(start, expected.length - end), of: "expected" },
    { text: found.slice(found.length - end), of: "both" },
  ];
  return parts.filter(({ text }) => text !== "");
}
