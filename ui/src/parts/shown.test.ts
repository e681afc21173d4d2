import { describe, expect, it } from "vitest";

import type { DifferenceRow } from "../ipc/bindings/DifferenceRow";
import { type Shown, shownOf, splitOf } from "./shown";

const row = (kind: DifferenceRow["kind"], before: number | null, after: number | null, count = 0): DifferenceRow => ({
  kind,
  before,
  after,
  text: "",
  marks: [],
  count,
});
const rows = [
  row("gap", 1, 1, 9),
  row("same", 10, 10),
  row("removed", 11, null),
  row("added", null, 11),
  row("added", null, 12),
  row("same", 12, 13),
];
const note = (line: number | null) => ({ key: `${line}`, line, content: null });
const told = (shown: readonly Shown[]) =>
  shown.map((each) =>
    each.show === "note"
      ? `note ${each.note.key}`
      : each.show === "pair"
        ? `${each.left?.before ?? "-"}|${each.right?.after ?? "-"}`
        : `${each.row.kind} ${each.row.before ?? each.row.after}`,
  );

describe("shownOf", () => {
  it("puts a note after its line and what came in its place", () => {
    expect(told(shownOf(rows, [note(12), note(11), note(null), note(4)]))).toEqual([
      "note null",
      "gap 1",
      "note 4",
      "same 10",
      "removed 11",
      "added 11",
      "added 12",
      "note 11",
      "same 12",
      "note 12",
    ]);
  });

  it("loses no note of a line that is not there", () => {
    expect(told(shownOf([], [note(7)]))).toEqual(["note 7"]);
  });
});

describe("splitOf", () => {
  it("sets lines that went beside those that came", () => {
    expect(told(splitOf(shownOf(rows, [note(11)])))).toEqual(["gap 1", "10|10", "11|11", "-|12", "note 11", "12|13"]);
  });
});
