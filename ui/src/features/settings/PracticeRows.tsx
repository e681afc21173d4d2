import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { PracticeRoom } from "../../ipc/bindings/PracticeRoom";
import { CopyButton } from "../../parts/CopyButton";
import { StateIcon } from "../../parts/StateIcon";
import { Question } from "../../parts/Question";
import { settings } from "../../text/settings";
import { day } from "./date";
import { Row } from "./Parts";

const text = settings.practice;
const HOUR = 3600;
const DAY = 24;

/** Where it answers, and with which certificate. */
export function Addresses({ room }: { room: PracticeRoom }) {
  const rows = [
    { ...text.authority, value: room.authority, id: "authority" },
    { ...text.httpAuthority, value: room.http_authority, id: "http-authority" },
    { ...text.graph, value: room.graph, id: "graph" },
  ];
  const { certificate } = room;
  return (
    <>
      {rows.map(({ title, sentence, value, id }) => (
        <Row
          key={id}
          title={title}
          sentence={
            <>
              <p>{sentence}</p>
              <code>{value}</code>
            </>
          }
        >
          <CopyButton value={value} what={title} testId={`practice-copy-${id}`} />
        </Row>
      ))}
      <Row
        title={text.certificate.title}
        sentence={
          <>
            <p>{room.has_dev_certificate ? text.certificate.shared : text.certificate.own}</p>
            <code>{room.ca_file}</code>
          </>
        }
      >
        {certificate !== null && (
          <span className="settings-state">
            <StateIcon state="fine" />
            {text.certificate.to(day(certificate.end))}
          </span>
        )}
        <CopyButton value={room.ca_file} what={text.certificate.file} />
      </Row>
    </>
  );
}

/** Tokens and secrets end sooner where its time is ahead. */
export function TimeMoved({ seconds, move }: { seconds: number; move: (hours: number | null) => void }) {
  const hours = text.time.hours(Math.round(Math.abs(seconds) / HOUR));
  const sentence = seconds === 0 ? text.time.now : seconds > 0 ? text.time.ahead(hours) : text.time.back(hours);
  return (
    <Row title={text.time.title} sentence={<p role="status">{sentence}</p>} testId="practice-time">
      <Button size="small" onClick={() => move(1)} data-testid="practice-hour">
        {text.time.forward}
      </Button>
      <Button size="small" onClick={() => move(DAY)} data-testid="practice-day">
        {text.time.day}
      </Button>
      {seconds !== 0 && (
        <Button size="small" onClick={() => move(null)} data-testid="practice-now">
          {text.time.reset}
        </Button>
      )}
    </Row>
  );
}

export function StartOver({ reset }: { reset: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <Row title={text.over.title} sentence={text.over.sentence}>
      <Button size="small" onClick={() => setAsked(true)} data-testid="practice-reset">
        {text.over.do}
      </Button>
      {asked && (
        <Question title={text.over.question} yes={text.over.do} agree={reset} close={() => setAsked(false)}>
          <p>{text.over.what}</p>
        </Question>
      )}
    </Row>
  );
}
