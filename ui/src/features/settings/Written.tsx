import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { WrittenItem } from "../../ipc/bindings/WrittenItem";
import type { WrittenView } from "../../ipc/bindings/WrittenView";
import { call } from "../../ipc/commands";
import { Question } from "../../parts/Question";
import { sentence } from "../../text/sentence";
import { settings } from "../../text/settings";
import { bytes } from "./date";
import { Section } from "./Parts";
import { Problem, Told } from "./Problem";
import { useRead } from "./useRead";
import { Copies, OwnFiles } from "./WrittenFiles";
import { KeyringEntries, Registrations, System } from "./WrittenElsewhere";

const text = settings.privacy.written;

/** Something that is done to one line of the list after a question. */
export interface Asked {
  title: string;
  sentence: string;
  yes: string;
  /** What to tell when it is done. */
  act: () => Promise<readonly string[]>;
}

/** What a line of the list may ask for. */
export interface Hands {
  show: (item: WrittenItem) => void;
  ask: (asked: Asked) => void;
}

/** One list of everything that Hallpass wrote, each with its way back. */
export function Written() {
  const { value, error, again, fail } = useRead(() => call("written", {}));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [told, setTold] = useState<readonly string[]>([]);
  const failed = (refused: AppError) => {
    setTold([]);
    fail(refused);
  };
  const act = ({ act: doIt }: Asked) => {
    doIt().then((notes) => {
      setTold(notes.map(sentence));
      again();
    }, failed);
  };
  const hands: Hands = { show: (item) => void call("show_written", { item }).catch(failed), ask: setAsked };
  return (
    <Section
      title={text.title}
      intro={text.intro}
      testId="written"
      {...(value === null ? {} : { end: <span className="meta">{text.sum(bytes(sum(value)))}</span> })}
    >
      <Problem error={error} />
      <Told notes={told} />
      {value !== null && (
        <>
          {value.by_hallpass.unread.map((unread) => (
            <Problem key={unread.message} error={unread} />
          ))}
          <OwnFiles parts={value.by_hallpass.parts} hands={hands} />
          <Copies files={value.by_hallpass.files} hands={hands} />
          <KeyringEntries
            entries={value.by_hallpass.keyring}
            error={value.by_hallpass.keyring_error}
            hands={hands}
          />
          <Registrations registrations={value.by_hallpass.registrations} failed={failed} />
          <System folders={value.by_window} atLogin={value.at_login} changed={again} failed={failed} />
        </>
      )}
      {asked !== null && (
        <Question title={asked.title} yes={asked.yes} agree={() => act(asked)} close={() => setAsked(null)}>
          <p>{asked.sentence}</p>
        </Question>
      )}
    </Section>
  );
}

const sum = ({ by_hallpass, by_window }: WrittenView) =>
  [...by_hallpass.parts, ...by_window].reduce((all, part) => all + part.bytes, 0);
