import type { LanguageFn } from "highlight.js";

/** What the window shows code in. */
export type Language =
  | "xml"
  | "json"
  | "bash"
  | "powershell"
  | "http"
  | "javascript"
  | "typescript"
  | "csharp"
  | "python"
  | "java"
  | "plain";

type Grammar = () => Promise<{ default: LanguageFn }>;

/** Each is loaded when a text in it is first shown. */
export const grammars: Record<Exclude<Language, "plain">, Grammar> = {
  xml: () => import("highlight.js/lib/languages/xml"),
  json: () => import("highlight.js/lib/languages/json"),
  bash: () => import("highlight.js/lib/languages/bash"),
  powershell: () => import("highlight.js/lib/languages/powershell"),
  http: () => import("highlight.js/lib/languages/http"),
  javascript: () => import("highlight.js/lib/languages/javascript"),
  typescript: () => import("highlight.js/lib/languages/typescript"),
  csharp: () => import("highlight.js/lib/languages/csharp"),
  python: () => import("highlight.js/lib/languages/python"),
  java: () => import("highlight.js/lib/languages/java"),
};
