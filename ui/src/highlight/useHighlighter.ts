import { useEffect, useState } from "react";

import type { Language } from "./language";
import type { Highlighter } from "./tokens";

const loaded = new Map<Language, Highlighter>();

/** `null` until the grammar is there, and where it cannot be loaded: the text is then shown without colours. */
export function useHighlighter(language: Language): Highlighter | null {
  const [, arrived] = useState(0);
  useEffect(() => {
    if (language === "plain" || loaded.has(language)) {
      return;
    }
    let wanted = true;
    import("./tokens")
      .then(({ highlighterOf }) => highlighterOf(language))
      .then((highlighter) => {
        loaded.set(language, highlighter);
        if (wanted) {
          arrived((count) => count + 1);
        }
      })
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [language]);
  return loaded.get(language) ?? null;
}
