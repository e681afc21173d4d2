import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { Contact } from "../../ipc/bindings/Contact";
import { call } from "../../ipc/commands";
import { settings } from "../../text/settings";
import { useSurroundings } from "../../window/context";
import { Row, Rows, Section } from "./Parts";
import { Problem } from "./Problem";
import { useRead } from "./useRead";
import { Written } from "./Written";

const text = settings.privacy.contacts;

export function Privacy() {
  return (
    <>
      <Contacts />
      <Written />
    </>
  );
}

/** Every host that may be asked something: those of this profile, then those of other environments. */
function Contacts() {
  const { status } = useSurroundings();
  const { value, error } = useRead(() => call("contacts", {}), [status]);
  const [opened, setOpened] = useState(false);
  const all = value ?? [];
  const others = all.filter((contact) => !contact.by_profile).length;
  const shown = opened ? all : all.filter((contact) => contact.by_profile);
  return (
    <Section title={text.title} testId="contacts">
      <p className="settings-sentence">{text.none}</p>
      <Problem error={error} />
      {shown.length > 0 && (
        <Rows>
          {shown.map((contact) => (
            <ContactRow key={`${contact.host} ${contact.reason}`} contact={contact} />
          ))}
        </Rows>
      )}
      {others > 0 && (
        <Button
          appearance="transparent"
          size="small"
          className="settings-more"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
          data-testid="contacts-more"
        >
          {opened ? text.fewer : text.others(others)}
        </Button>
      )}
    </Section>
  );
}

function ContactRow({ contact }: { contact: Contact }) {
  return (
    <Row title={<code>{contact.host}</code>} sentence={text.reason[contact.reason]}>
      {contact.clouds.length > 0 && <span className="meta">{contact.clouds.join(", ")}</span>}
    </Row>
  );
}
