import { difference as text } from "../text/difference";
import { type Row, readUnified } from "./unified";
import "./difference.css";

const signs = { added: "+", removed: "−", same: "", place: "", note: "" } as const;

/** A unified difference, a row a line. */
export function Difference({ unified }: { unified: string }) {
  const { file, rows } = readUnified(unified);
  const count = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind).length;
  return (
    <div className="card difference" data-testid="difference">
      <p className="difference-head">
        <code>{file}</code>
        <span className="meta">{text.summary(count("added"), count("removed"))}</span>
        <span className="meta difference-end">{text.notWritten}</span>
      </p>
      <table aria-label={text.caption(file)}>
        <colgroup>
          <col className="difference-number" />
          <col className="difference-number" />
          <col className="difference-sign" />
          <col />
        </colgroup>
        <thead className="hidden-text">
          <tr>
            <th>{text.old}</th>
            <th>{text.new}</th>
            <th>{text.sign}</th>
            <th>{text.text}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // Rows never move: their place is what they are.
            <tr key={at} className={`difference-${row.kind}`}>
              <td className="difference-number">{row.before}</td>
              <td className="difference-number">{row.after}</td>
              <td className="difference-sign">
                <span aria-hidden>{signs[row.kind]}</span>
                {(row.kind === "added" || row.kind === "removed") && (
                  <span className="hidden-text">{text[row.kind]}</span>
                )}
              </td>
              <td className="difference-text code">{row.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
