import { Fragment, useId, useState } from "react";

import type { ActivityEntry } from "../../ipc/bindings/ActivityEntry";
import type { Message } from "../../ipc/bindings/Message";
import { CopyButton } from "../../parts/CopyButton";
import { StateIcon } from "../../parts/StateIcon";
import { activity as text } from "../../text/activity";
import { day, isToday, timeOfDay, took } from "../../text/time";
import { useMedia } from "../../theme/useMedia";
import { addressOf, failed, fieldsOf, nameOf, shortPath } from "./request";

/** A row a request, the newest first; one of them opened. */
export function Requests({ entries }: { entries: readonly ActivityEntry[] }) {
  const [opened, setOpened] = useState<ActivityEntry | null>(null);
  return (
    <div className="card activity-card">
      <table className="activity-table">
        <thead>
          <tr>
            <th scope="col">{text.column.time}</th>
            <th scope="col">{text.column.request}</th>
            <th scope="col" className="activity-host">
              {text.column.host}
            </th>
            <th scope="col">{text.column.answer}</th>
            <th scope="col" className="activity-took">
              {text.column.took}
            </th>
            <th scope="col" className="activity-correlation">
              {text.column.correlation}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, at) => {
            const toggle = () => setOpened(opened === entry ? null : entry);
            return <Request key={at} place={at + 1} entry={entry} open={opened === entry} toggle={toggle} />;
          })}
        </tbody>
      </table>
    </div>
  );
}

interface RequestProps {
  entry: ActivityEntry;
  /** Counted from the newest, from 1. */
  place: number;
  open: boolean;
  toggle: () => void;
}

function Request({ entry, place, open, toggle }: RequestProps) {
  const id = useId();
  // As in the style sheet: without the column of correlation IDs.
  const narrow = useMedia("(max-width: 899px)");
  const { host, pathname } = addressOf(entry);
  const [correlation] = entry.correlation;
  const name = nameOf(entry);
  return (
    <>
      <tr className={open ? "activity-open" : undefined} data-testid="request">
        <td className="activity-time">
          {isToday(entry.at) || <span className="activity-day">{day(entry.at)}</span>}
          {timeOfDay(entry.at, true)}
        </td>
        <td>
          <button type="button" className="activity-toggle" aria-expanded={open} aria-controls={id} onClick={toggle} data-testid={`request-${place}`}>
            <span className="activity-name">{name}</span>
            <code className="activity-path">
              {entry.method} {shortPath(pathname)}
            </code>
          </button>
        </td>
        <td className="activity-host">
          <span>{host}</span>
        </td>
        <td>
          <span className="activity-answer">
            <StateIcon state={failed(entry) ? "fail" : "fine"} />
            {entry.status ?? text.noAnswer}
          </span>
          {entry.error !== null && <code className="activity-error">{entry.error}</code>}
        </td>
        <td className="activity-took">{took(entry.duration_ms)}</td>
        <td className="activity-correlation">
          {correlation !== undefined && <code title={correlation.value}>{correlation.value.slice(0, 8)}…</code>}
        </td>
      </tr>
      {open && (
        <tr className="activity-open">
          <td colSpan={narrow ? 5 : 6} id={id}>
            <div className="activity-detail" data-testid="request-detail">
              <p className="activity-url">
                <code>{entry.url}</code>
              </p>
              {entry.correlation.map(({ name: kind, value }) => (
                <p key={kind} className="activity-id">
                  <span className="meta">{kind}</span> <code>{value}</code>
                  <CopyButton value={value} what={kind} />
                </p>
              ))}
              <Side name={text.requestPart} message={entry.request} />
              {entry.answer !== null && <Side name={text.answerPart} message={entry.answer} />}
            </div>
          </td>
        </tr>
      )}
    </>
  );
}

function Side({ name, message }: { name: string; message: Message }) {
  const fields = fieldsOf(message.body);
  return (
    <section className="activity-side" aria-label={name}>
      <h2>{name}</h2>
      {fields.length > 0 ? (
        <Fields fields={fields} />
      ) : message.body !== null && message.body !== "" ? (
        // It scrolls where it is long, by keys too.
        <pre className="code" tabIndex={0} role="region" aria-label={text.body(name)}>
          {message.body}
        </pre>
      ) : (
        <p className="meta">{text.nothingSent}</p>
      )}
      <details>
        <summary className="meta">{text.headers}</summary>
        <Fields fields={message.headers} />
      </details>
    </section>
  );
}

function Fields({ fields }: { fields: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {fields.map(([name, value], at) => (
        <Fragment key={at}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <code>{value}</code>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
