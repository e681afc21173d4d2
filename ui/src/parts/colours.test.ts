import { describe, expect, it } from "vitest";

import type { Highlighter } from "../highlight/tokens";
import type { DifferenceRow } from "../ipc/bindings/DifferenceRow";
import { coloursOf, indentOf, piecesOf } from "./colours";

const row = (kind: DifferenceRow["kind"], text: string): DifferenceRow => ({
  kind,
  text,
  before: null,
  after: null,
  marks: [],
  count: 0,
});

describe("coloursOf", () => {
  it("colours each side of a part by itself", () => {
    const asked: string[] = [];
    const highlight: Highlighter = (text) => {
      asked.push(text);
      return text.split("\n").map((line) => [{ kind: "tag", text: line }]);
    };
    const rows = [row("same", "a"), row("removed", "b"), row("added", "c"), row("gap", ""), row("same", "d")];
    const colours = coloursOf(rows, highlight);
    expect(asked).toEqual(["a\nb", "a\nc", "d", "d"]);
    expect(rows.map((each) => colours.get(each)?.[0]?.text)).toEqual(["a", "b", "c", undefined, "d"]);
  });
});

describe("piecesOf", () => {
  it("cuts at the marks and nowhere else", () => {
    const line = [
      { kind: "tag", text: "Resource" },
      { kind: null, text: ">:3001/" },
    ] as const;
    expect(piecesOf(line, [[13, 14]])).toEqual([
      { kind: "tag", text: "Resource", differs: false },
      { kind: null, text: ">:300", differs: false },
      { kind: null, text: "1", differs: true },
      { kind: null, text: "/", differs: false },
    ]);
    expect(piecesOf(line, [[6, 10]]).filter(({ differs }) => differs)).toEqual([
      { kind: null, text: "ce>:", differs: true },
    ]);
    expect(piecesOf(line, [])).toHaveLength(2);
  });
});

it("a wrapped line goes on under its beginning", () => {
  expect(["a", "  a", "\t a", " ".repeat(90)].map(indentOf)).toEqual([0, 2, 5, 24]);
});
