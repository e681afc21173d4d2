import type { CodeInFolder } from "../../ipc/bindings/CodeInFolder";
import { Difference } from "../../parts/Difference";
import { StateIcon } from "../../parts/StateIcon";
import { register } from "../../text/register";
import { sentence } from "../../text/sentence";

const text = register.code.folder;

/** What would become of each file, or became; what changes opens below its name. */
export function FilesOfCode({ files, written }: { files: readonly CodeInFolder[]; written: boolean }) {
  const left = files.filter(({ error }) => error !== null).length;
  const changed = files.filter((file) => file.written).length;
  const changes = files.some(({ difference, error }) => difference !== "" && error === null);
  return (
    <div>
      <p role="status" data-testid="code-files-told">
        {written ? text.told(changed, left) : changes ? text.before : left > 0 ? text.nothingCanBe : text.nothing}
      </p>
      <ul className="register-files">
        {files.map((file) => (
          <li key={file.path} data-testid="code-file">
            <Told file={file} />
            {file.error !== null && (
              <p className="meta">
                {sentence(file.error.message)}
                {file.error.hint !== null && ` ${sentence(file.error.hint)}`}
              </p>
            )}
            {!written && file.difference !== "" && file.error === null && (
              <details>
                <summary>{text.see}</summary>
                <Difference unified={file.difference} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Told({ file }: { file: CodeInFolder }) {
  const { path, is_new, difference, written, error } = file;
  const says =
    error !== null
      ? text.left
      : difference === ""
        ? text.same
        : written
          ? text.written
          : is_new
            ? text.new
            : text.changed;
  return (
    <p className="register-file">
      <StateIcon state={error !== null ? "warn" : written || difference === "" ? "fine" : "waiting"} />
      <span>
        <code>{path}</code> <span className="meta">{says}</span>
      </span>
    </p>
  );
}
