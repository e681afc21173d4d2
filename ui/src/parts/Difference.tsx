import { useMemo } from "react";

import { languageOf } from "../highlight/languageOf";
import { difference as text } from "../text/difference";
import { DifferenceRows } from "./DifferenceRows";
import { readUnified } from "./unified";

/** A unified difference of a file that is not written, a row a line. */
export function Difference({ unified }: { unified: string }) {
  const { file, rows } = useMemo(() => readUnified(unified), [unified]);
  const count = (wanted: string) => rows.filter(({ kind }) => kind === wanted).length;
  return (
    <div className="card difference" data-testid="difference">
      <p className="difference-head">
        <code>{file}</code>
        <span className="meta">{text.summary(count("added"), count("removed"))}</span>
        <span className="meta difference-end">{text.notWritten}</span>
      </p>
      <DifferenceRows rows={rows} language={languageOf(file)} label={text.caption(file)} />
    </div>
  );
}
