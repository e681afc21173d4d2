import type { DifferenceRow } from "../ipc/bindings/DifferenceRow";

const place = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** Sorts the lines of a unified difference by their sign. What differs was found in Rust; how much is left out at the end a
 * unified difference does not say. */
export function readUnified(unified: string): { file: string; rows: DifferenceRow[] } {
  const [, header, ...lines] = unified.replace(/\r?\n$/, "").split(/\r?\n/);
  const rows: DifferenceRow[] = [];
  let before = 1;
  let after = 1;
  const add = (row: Partial<DifferenceRow> & Pick<DifferenceRow, "kind">) =>
    rows.push({ before: null, after: null, text: "", marks: [], count: 0, ...row });
  for (const line of lines) {
    const starts = place.exec(line);
    const text = line.slice(1);
    if (starts !== null) {
      const count = Number(starts[1]) - before;
      if (count > 0) {
        add({ kind: "gap", before, after, count });
      }
      before = Number(starts[1]);
      after = Number(starts[2]);
    } else if (line.startsWith("+")) {
      add({ kind: "added", after: after++, text });
    } else if (line.startsWith("-")) {
      add({ kind: "removed", before: before++, text });
    } else if (!line.startsWith("\\")) {
      add({ kind: "same", before: before++, after: after++, text });
    }
  }
  return { file: (header ?? "").replace(/^\+\+\+ /, ""), rows };
}
