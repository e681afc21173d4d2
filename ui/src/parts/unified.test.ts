import { describe, expect, it } from "vitest";

import { readUnified } from "./unified";

describe("readUnified", () => {
  it("numbers the lines of either side from where each part begins, and counts what is left out between them", () => {
    const { file, rows } = readUnified(
      "--- a.xml\n+++ a.xml\n@@ -4,2 +4,2 @@\n same\n-old\n+new\n@@ -90 +90,2 @@\n last\n+--more\n\\ No newline at end of file\n",
    );
    expect(file).toBe("a.xml");
    expect(rows.map(({ kind, before, after, text, count }) => [kind, before, after, text, count])).toEqual([
      ["gap", 1, 1, "", 3],
      ["same", 4, 4, "same", 0],
      ["removed", 5, null, "old", 0],
      ["added", null, 5, "new", 0],
      ["gap", 6, 6, "", 84],
      ["same", 90, 90, "last", 0],
      ["added", null, 91, "--more", 0],
    ]);
  });
});
