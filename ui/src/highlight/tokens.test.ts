import { describe, expect, it } from "vitest";

import { type Highlighter, type Kind, highlighterOf, plain } from "./tokens";

const pieces = (highlighter: Highlighter, text: string) =>
  highlighter(text).map((line) => line.filter(({ kind }) => kind !== null).map(({ kind, text }) => [kind, text]));

describe("a highlighter", () => {
  it.each([
    ["xml", '<bt:Url id="A"/>', [["tag", "bt:Url"], ["attribute", "id"], ["string", '"A"']]],
    ["json", '{"a": 1, "b": "c"}', [["attribute", '"a"'], ["number", "1"], ["attribute", '"b"'], ["string", '"c"']]],
  ] as const)("colours %s", async (language, text, expected) => {
    expect(pieces(await highlighterOf(language), text)).toEqual([expected]);
  });

  it.each(["xml", "json", "bash", "powershell", "http", "javascript", "typescript", "csharp", "python", "java"] as const)(
    "of %s loses no character, whatever the text is",
    async (language) => {
      const text = "GET /a?b=c HTTP/1.1\nContent-Type: application/json\n\n{\"a\": [1, null]}\n<!-- --> <a b='c'>&amp;</a>\n\t'x\" `y` $z # w";
      const lines = (await highlighterOf(language))(text);
      expect(lines.map((line) => line.map((token) => token.text).join("")).join("\n")).toBe(text);
    },
  );

  it.each<[string, string, [Kind, string]]>([
    ["a tag", ' DefaultValue="x">', ["attribute", "DefaultValue"]],
    ["a comment", " the end -->\n<Id>1</Id>", ["comment", " the end -->"]],
  ])("takes up a piece that begins inside of %s", async (_, text, first) => {
    const lines = pieces(await highlighterOf("xml"), text);
    expect(lines[0]?.[0]).toEqual(first);
    expect((await highlighterOf("xml"))(text).map((line) => line.map((token) => token.text).join("")).join("\n")).toBe(text);
  });

  it("without a grammar leaves the lines as they are", () => {
    expect(plain("<a>\n")).toEqual([[{ kind: null, text: "<a>" }], [{ kind: null, text: "" }]]);
  });
});
