import { useId } from "react";

import { languageOf } from "../../highlight/languageOf";
import type { CodeView } from "../../ipc/bindings/CodeView";
import type { VariableView } from "../../ipc/bindings/VariableView";
import { Code } from "../../parts/Code";
import { CopyButton } from "../../parts/CopyButton";
import { register } from "../../text/register";
import { sentence } from "../../text/sentence";
import "./found.css";

const text = register.code;

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
          <dl className="register-variables" aria-labelledby={id}>
            {code.environment.map((variable) => (
              <div key={variable.name}>
                <dt>
                  <code>{variable.name}</code>
                </dt>
                <dd>
                  {sentence(variable.what)} <Default of={variable} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {code.files.map((file) => (
        <section key={file.path} className="register-panel-section">
          <h3>
            <code>{file.path}</code>
          </h3>
          <Code
            text={file.text}
            language={languageOf(file.path)}
            label={file.path}
            testId={`code-${file.path}`}
          />
        </section>
      ))}
    </>
  );
}

/** What the code takes where the variable is not set. */
function Default({ of }: { of: VariableView }) {
  if (of.default === null) {
    return <strong>{text.must}</strong>;
  }
  return (
    <span className="meta">
      {text.without} {of.default === "" ? text.empty : <code>{of.default}</code>}
    </span>
  );
}
