import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";

import type { SomebodyThere } from "../../ipc/bindings/SomebodyThere";
import { CopyButton } from "../../parts/CopyButton";
import { settings } from "../../text/settings";
import { Row } from "./Parts";

const text = settings.practice.people;

/** Who can be signed in to the practice tenant. */
export function People({ people }: { people: readonly SomebodyThere[] }) {
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <Row
      title={text.title}
      sentence={text.sentence(people.length)}
      below={
        shown && (
          <ul className="settings-people" id={id} data-testid="practice-people">
            {people.map(({ name, user, is_admin, is_blocked }) => (
              <li key={user}>
                <span>
                  {name}
                  {is_admin && <span className="meta"> {text.admin}</span>}
                  {is_blocked && <span className="meta"> {text.blocked}</span>}
                </span>
                <code>{user}</code>
                <CopyButton value={user} what={user} />
              </li>
            ))}
          </ul>
        )
      }
    >
      <Button
        size="small"
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
        data-testid="practice-people-toggle"
      >
        {shown ? text.hide : text.show}
      </Button>
    </Row>
  );
}
