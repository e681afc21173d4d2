import { useId } from "react";

import type { FieldView } from "../../ipc/bindings/FieldView";
import type { RequestView } from "../../ipc/bindings/RequestView";
import { CopyButton } from "../../parts/CopyButton";
import { wrappable } from "../../parts/wrappable";
import { onBehalfOf } from "../../text/on-behalf-of";
import { askedOf } from "./Sequence";

const text = onBehalfOf.request;

/** A request and its answer, side by side, masked. */
export function Messages({ request }: { request: RequestView }) {
  const answer = request.status === null ? text.noAnswer : String(request.status);
  return (
    <div className="messages" aria-live="polite" data-testid="messages">
      <Message title={askedOf(request)} what={text.sent} fields={request.sent} url={request.url} />
      <Message title={answer} what={text.answered} fields={request.answered} />
    </div>
  );
}

function Message({ title, what, fields, url }: { title: string; what: string; fields: readonly FieldView[]; url?: string }) {
  const id = useId();
  const all = fields.map(({ name, value }) => `${name}: ${value ?? `[${text.masked}]`}`);
  return (
    <section aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {title} <span className="meta">{what}</span>
        </h2>
        <CopyButton value={[...(url === undefined ? [] : [url]), ...all].join("\n")} what={`${title}, ${what}`} />
      </header>
      {url !== undefined && (
        <p className="messages-url">
          <code>{url}</code>
        </p>
      )}
      <dl>
        {fields.map(({ name, value }) => (
          <div key={name}>
            <dt>
              <code>{wrappable(name)}</code>
            </dt>
            <dd>
              {value === null ? (
                <>
                  <code aria-hidden>••••••</code>
                  <span className="hidden-text">{text.masked}</span>
                </>
              ) : (
                <code>{value}</code>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
