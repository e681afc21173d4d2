import { useMemo } from "react";

import { Tokens } from "../highlight/Tokens";
import type { Language } from "../highlight/language";
import { useHighlighter } from "../highlight/useHighlighter";
import { CopyButton } from "./CopyButton";
import "./code.css";

interface CodeProps {
  /** Whole, as it is copied. */
  text: string;
  language: Language;
  /** Names it for a screen reader, and beside "Copy". */
  label: string;
  testId?: string;
}

/** Colours of a longer text would take longer than a person waits. */
const coloured = 200_000;

/** Code to be read and copied, in colours. */
export function Code({ text, language, label, testId }: CodeProps) {
  const highlighter = useHighlighter(text.length > coloured ? "plain" : language);
  const lines = useMemo(() => highlighter?.(text.replaceAll("\r\n", "\n")) ?? null, [highlighter, text]);
  return (
    <div className="card code-block">
      {/* It scrolls by keyboard too. */}
      <pre className="code" tabIndex={0} role="region" aria-label={label} data-testid={testId}>
        {lines === null
          ? text
          : lines.map((line, at) => (
              <span key={at}>
                <Tokens line={line} />
                {at < lines.length - 1 && "\n"}
              </span>
            ))}
      </pre>
      <div className="code-block-copy">
        <CopyButton value={text} what={label} />
      </div>
    </div>
  );
}
