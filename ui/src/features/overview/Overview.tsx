import appIcon from "../../../../src-tauri/icons/app.svg";
import type { AppError } from "../../ipc/bindings/AppError";
import type { PracticeAddresses } from "../../ipc/bindings/PracticeAddresses";
import { useCall } from "../../ipc/useCall";
import { overview as text } from "../../text/overview";
import "./overview.css";

/** The first page: what Hallpass is for, where the practice tenant answers, and what works in the terminal today. */
export function Overview() {
  const about = useCall("about");
  const practice = useCall("practice");
  return (
    <div className="overview">
      <main className="overview-body">
        <img className="overview-icon" src={appIcon} alt="" />
        <h1>{text.title}</h1>
        <p className="overview-intro">{text.intro}</p>
        {practice.state === "here" && practice.result !== null && <Practice addresses={practice.result} />}
        {practice.state === "failed" && <PracticeFailed error={practice.error} />}
        <Terminal />
      </main>
      <footer className="overview-foot">
        <span>{text.manners}</span>
        {about.state === "here" && <span>{text.version(about.result.version)}</span>}
      </footer>
    </div>
  );
}

function Practice({ addresses }: { addresses: PracticeAddresses }) {
  const rows = [
    [text.practice.authority, addresses.authority],
    [text.practice.httpAuthority, addresses.http_authority],
    [text.practice.caFile, addresses.ca_file],
  ] as const;
  return (
    <section className="overview-card overview-practice" aria-labelledby="practice">
      <header>
        <h2 id="practice">{text.practice.title}</h2>
        <span className="overview-meta">{text.practice.nothingReal}</span>
      </header>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className="overview-meta">
        {text.practice.rest} <code>{text.practice.restCommand}</code>
      </p>
    </section>
  );
}

function PracticeFailed({ error }: { error: AppError }) {
  return (
    <section className="overview-card" role="alert">
      <h2 className="overview-attention">{text.practiceFailed}</h2>
      <p>{error.message}</p>
      {error.hint !== null && <p>{error.hint}</p>}
      <p className="overview-meta">
        <code>{error.code}</code>
      </p>
    </section>
  );
}

function Terminal() {
  return (
    <section className="overview-card" aria-labelledby="terminal">
      <h2 id="terminal">{text.terminal.title}</h2>
      <ul>
        {text.terminal.commands.map(({ command, does }) => (
          <li key={command}>
            <code>{command}</code>
            <span>{does}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
