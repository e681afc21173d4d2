import type { PracticeAddresses } from "../../ipc/bindings/PracticeAddresses";
import { useCall } from "../../ipc/useCall";
import { Finding } from "../../parts/Finding";
import { overview } from "../../text/overview";

const text = overview.practice;

/** Where the practice tenant answers, when the app was started with it. */
export function Practice() {
  const practice = useCall("practice");
  if (practice.state === "failed") {
    return <Finding state="warn" title={overview.practiceFailed} error={practice.error} />;
  }
  return practice.state === "here" && practice.result !== null ? <Addresses addresses={practice.result} /> : null;
}

function Addresses({ addresses }: { addresses: PracticeAddresses }) {
  const rows = [
    [text.authority, addresses.authority],
    [text.httpAuthority, addresses.http_authority],
    [text.caFile, addresses.ca_file],
  ] as const;
  return (
    <section className="overview-section" aria-labelledby="practice">
      <header>
        <h2 id="practice">{text.title}</h2>
      </header>
      <dl className="card overview-values">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className="meta overview-rest">
        {text.rest} <code>{text.restCommand}</code>
      </p>
    </section>
  );
}
