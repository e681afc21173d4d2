/** A line of a unified difference; `before` and `after` are its numbers on either side. */
export interface Row {
  kind: "same" | "added" | "removed" | "place" | "note";
  before: number | null;
  after: number | null;
  text: string;
}

const place = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** Sorts the lines of a unified difference by their sign. What differs was found in Rust. */
export function readUnified(unified: string): { file: string; rows: Row[] } {
  const [, header, ...lines] = unified.replace(/\r?\n$/, "").split(/\r?\n/);
  const rows: Row[] = [];
  let before = 0;
  let after = 0;
  for (const line of lines) {
    const starts = place.exec(line);
    const text = line.slice(1);
    if (starts !== null) {
      before = Number(starts[1]);
      after = Number(starts[2]);
      rows.push({ kind: "place", before: null, after: null, text: line });
    } else if (line.startsWith("+")) {
      rows.push({ kind: "added", before: null, after: after++, text });
    } else if (line.startsWith("-")) {
      rows.push({ kind: "removed", before: before++, after: null, text });
    } else if (line.startsWith("\\")) {
      rows.push({ kind: "note", before: null, after: null, text: text.trim() });
    } else {
      rows.push({ kind: "same", before: before++, after: after++, text });
    }
  }
  return { file: (header ?? "").replace(/^\+\+\+ /, ""), rows };
}
