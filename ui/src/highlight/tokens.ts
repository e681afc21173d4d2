import type { ElementContent, RootContent } from "hast";
import { createLowlight } from "lowlight";

import { type Language, grammars } from "./language";

/** What a piece of code is coloured as; the rest has the colour of text. */
export type Kind = "tag" | "attribute" | "string" | "number" | "comment";

/** A piece of a line; never markup: a page puts it in as text. */
export interface Token {
  kind: Kind | null;
  text: string;
}

export type Line = readonly Token[];

/** Cuts a text into its lines, and those into coloured pieces: the pieces of a line are the line. */
export type Highlighter = (text: string) => Line[];

export const plain: Highlighter = (text) => text.split("\n").map((line) => [{ kind: null, text: line }]);

const kinds: Record<string, Kind> = {
  name: "tag",
  keyword: "tag",
  built_in: "tag",
  type: "tag",
  title: "tag",
  attr: "attribute",
  attribute: "attribute",
  property: "attribute",
  variable: "attribute",
  params: "attribute",
  meta: "attribute",
  string: "string",
  regexp: "string",
  number: "number",
  literal: "number",
  symbol: "number",
  comment: "comment",
};

const lowlight = createLowlight();

/** @throws where a grammar could not be loaded. */
export async function highlighterOf(language: Exclude<Language, "plain">): Promise<Highlighter> {
  // The body of a request is JSON.
  const needed = language === "http" ? (["http", "json"] as const) : [language];
  await Promise.all(
    needed.map(async (name) => {
      if (!lowlight.registered(name)) {
        lowlight.register(name, (await grammars[name]()).default);
      }
    }),
  );
  return (text) => {
    const lead = language === "xml" ? leadOf(text) : "";
    const lines: Token[][] = [[]];
    collect(lowlight.highlight(language, lead + text).children, null, lines);
    return lead === "" ? lines : [without(lead.length, lines[0] ?? []), ...lines.slice(1)];
  };
}

/** A piece of a file may begin inside of a tag or a comment, which only its end tells. */
function leadOf(text: string): string {
  const first = /[<>]/.exec(text);
  if (first === null || first[0] === "<") {
    return "";
  }
  return text.slice(0, first.index).endsWith("--") ? "<!--" : "<a ";
}

function without(length: number, line: readonly Token[]): Token[] {
  const rest: Token[] = [];
  let left = length;
  for (const { kind, text } of line) {
    const cut = Math.min(left, text.length);
    left -= cut;
    if (cut < text.length) {
      rest.push({ kind, text: text.slice(cut) });
    }
  }
  return rest;
}

function collect(nodes: readonly (RootContent | ElementContent)[], around: Kind | null, lines: Token[][]): void {
  for (const node of nodes) {
    if (node.type === "element") {
      collect(node.children, kindOf(node.properties["className"]) ?? around, lines);
    } else if (node.type === "text") {
      node.value.split("\n").forEach((text, at) => {
        if (at > 0) {
          lines.push([]);
        }
        if (text !== "") {
          lines.at(-1)?.push({ kind: around, text });
        }
      });
    }
  }
}

function kindOf(classes: unknown): Kind | null {
  const name = Array.isArray(classes) ? String(classes[0]).replace(/^hljs-/, "") : "";
  return kinds[name] ?? null;
}
