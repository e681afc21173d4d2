import type { NeverComesBack } from "../../ipc/bindings/NeverComesBack";
import { sentence } from "../../text/sentence";
import { Ways } from "../../parts/Ways";
import { signIn } from "../../text/sign-in";
import { waysOfSignIn } from "./ways";

const text = signIn.nothing;

/** Errors that the browser shows and that nobody hears of here, each with what was sent. */
export function NothingCameBack({ perhaps }: { perhaps: readonly NeverComesBack[] }) {
  return (
    <section className="never" role="status" data-testid="nothing-came-back">
      <h2>{text.title}</h2>
      <p>{text.how}</p>
      <ul>
        {perhaps.map((one) => (
          <li key={one.code}>
            <details>
              <summary>
                {sentence(one.meaning)} <code className="meta">{one.code}</code>
              </summary>
              <p>
                {text.sent}: <code>{one.sent}</code>
              </p>
              <ol>
                {one.fix.map((step) => (
                  <li key={step}>{sentence(step)}</li>
                ))}
              </ol>
              <Ways ways={waysOfSignIn(one.code)} primary={false} size="small" testId={`never-${one.code}`} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
