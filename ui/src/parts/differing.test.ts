import { describe, expect, it } from "vitest";

import { type Piece, differing } from "./differing";

const boxed = (pieces: readonly Piece[]) => pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join("");

describe("differing", () => {
  it.each([
    ["access-as-user", "access_as_user", "access[-]as[-]user", "access[_]as[_]user"],
    ["https://localhost:3001", "https://localhost:3000", "https://localhost:300[1]", "https://localhost:300[0]"],
    ["same", "same", "same", "same"],
    ["", "scope", "", "[scope]"],
    ["scope", "", "[scope]", ""],
    // Letters that happen to be in both say nothing.
    ["aaaa-bbbb-cccc", "a1d2-e3f4-5a6b", "a[aaa-bbbb-cccc]", "a[1d2-e3f4-5a6b]"],
    [`${"a".repeat(1500)}x`, `${"a".repeat(1500)}y`, `${"a".repeat(1500)}[x]`, `${"a".repeat(1500)}[y]`],
  ])("%s for %s", (found, expected, foundBoxed, expectedBoxed) => {
    const told = differing(found, expected);
    expect([boxed(told.found), boxed(told.expected)]).toEqual([foundBoxed, expectedBoxed]);
  });

  it("tells what stands in place of what", () => {
    expect(differing("access-as-user", "access_as_user").swaps).toEqual([
      { found: "-", expected: "_" },
      { found: "-", expected: "_" },
    ]);
  });
});
