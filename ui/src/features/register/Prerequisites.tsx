import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";

import { ChevronDownRegular, ChevronRightRegular } from "../../icons";
import type { PrerequisiteView } from "../../ipc/bindings/PrerequisiteView";
import { register } from "../../text/register";
import { sentence } from "../../text/sentence";
import { Words } from "./Words";

const text = register.plan;
const officeApps = 4;

/** What must hold besides, and no form asks for: folded until somebody wants it. */
export function Prerequisites({ prerequisites }: { prerequisites: readonly PrerequisiteView[] }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const most = Math.max(...prerequisites.map(({ applies_to }) => applies_to.length));
  return (
    <>
      <Button
        appearance="transparent"
        size="small"
        className="register-before"
        icon={open ? <ChevronDownRegular fontSize={16} /> : <ChevronRightRegular fontSize={16} />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        data-testid="prerequisites"
      >
        <span>
          {text.before} <span className="meta">{text.beforeCount(prerequisites.length)}</span>
        </span>
      </Button>
      <ul id={id} className="register-prerequisites" hidden={!open}>
        {prerequisites.map((one) => (
          <li key={one.id} data-testid={`prerequisite-${one.id}`}>
            <p>
              <Words text={sentence(one.what)} />
            </p>
            <p className="meta">
              <strong>{text.who[one.who]}.</strong> <Words text={sentence(one.why)} />
              {one.applies_to.length < Math.min(most, officeApps) && ` ${text.onlyIn(one.applies_to)}`}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
