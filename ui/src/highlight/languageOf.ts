import type { Language } from "./language";

const languages: Readonly<Record<string, Language>> = {
  cs: "csharp",
  csproj: "xml",
  html: "xml",
  java: "java",
  js: "javascript",
  json: "json",
  mjs: "javascript",
  py: "python",
  ts: "typescript",
  xml: "xml",
};

/** Of a file, by the end of its name. */
export function languageOf(path: string): Language {
  return languages[path.split(".").at(-1) ?? ""] ?? "plain";
}
