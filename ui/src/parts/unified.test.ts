import { describe, expect, it } from "vitest";

import { readUnified } from "./unified";

describe("readUnified", () => {
  it("numbers the lines of either side from where each part begins", () => {
    const { file, rows } = readUnified(
      "--- a.xml\n+++ a.xml\n@@ -4,2 +4,2 @@\n same\n-old\n+new\n@@ -90 +90,2 @@\n last\n+--more\n\\ No newline at end of file\n",
    );
    expect(file).toBe("a.xml");
    expect(rows.map(({ kind, before, after, text }) => [kind, before, after, text])).toEqual([
      ["place", null, null, "@@ -4,2 +4,2 @@"],
      ["same", 4, 4, "same"],
      ["removed", 5, null, "old"],
      ["added", null, 5, "new"],
      ["place", null, null, "@@ -90 +90,2 @@"],
      ["same", 90, 90, "last"],
      ["added", null, 91, "--more"],
      ["note", null, null, "No newline at end of file"],
    ]);
  });
});
