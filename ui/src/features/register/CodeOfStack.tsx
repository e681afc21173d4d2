import { useId } from "react";

import type { Language } from "../../highlight/language";
import type { CodeView } from "../../ipc/bindings/CodeView";
import { Code } from "../../parts/Code";
import { CopyButton } from "../../parts/CopyButton";
import { register } from "../../text/register";
import { sentence } from "../../text/sentence";

const text = register.code;

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

/** What to know, to install and to set, then each file. */
export function CodeOfStack({ code }: { code: CodeView }) {
  const id = useId();
  return (
    <>
      {code.notes.length > 0 && (
        <section className="register-panel-section">
          <h3>{text.notes}</h3>
          <ul className="register-fix">
            {code.notes.map((note) => (
              <li key={note}>{sentence(note)}</li>
            ))}
          </ul>
        </section>
      )}
      {code.install !== null && (
        <section className="register-panel-section">
          <h3>{text.install}</h3>
          <p className="register-copied">
            <code>{code.install}</code>
            <CopyButton value={code.install} what={text.install} />
          </p>
        </section>
      )}
      {code.environment.length > 0 && (
        <section className="register-panel-section">
          <h3 id={id}>{text.environment}</h3>
          <table className="register-variables" aria-labelledby={id}>
            <thead className="hidden-text">
              <tr>
                <th scope="col">{text.variable.name}</th>
                <th scope="col">{text.variable.what}</th>
                <th scope="col">{text.variable.value}</th>
              </tr>
            </thead>
            <tbody>
              {code.environment.map((variable) => (
                <tr key={variable.name}>
                  <th scope="row">
                    <code>{variable.name}</code>
                  </th>
                  <td>{sentence(variable.what)}</td>
                  <td>
                    {variable.default === null ? (
                      <strong>{text.must}</strong>
                    ) : variable.default === "" ? (
                      <span className="meta">{text.empty}</span>
                    ) : (
                      <code>{variable.default}</code>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {code.files.map((file) => (
        <section key={file.path} className="register-panel-section">
          <h3>
            <code>{file.path}</code>
          </h3>
          <Code
            text={file.text}
            language={languages[file.path.split(".").at(-1) ?? ""] ?? "plain"}
            label={file.path}
            testId={`code-${file.path}`}
          />
        </section>
      ))}
    </>
  );
}
