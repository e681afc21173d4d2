import { Button, Tooltip } from "@fluentui/react-components";
import { useId } from "react";

import { OpenRegular } from "../../icons";
import type { PageView } from "../../ipc/bindings/PageView";
import { call } from "../../ipc/commands";
import { register } from "../../text/register";
import { ValueRow } from "./ValueRow";
import type { RegisterState } from "./useRegister";
import type { SecretsState } from "./useSecrets";

const text = register.plan;

interface PageOfPortalProps {
  number: number;
  page: PageView;
  tick: RegisterState["tick"];
  secrets: SecretsState;
  update: () => void;
}

/** A page of the portal: its name, the way to it, and what is typed on it. */
export function PageOfPortal({ number, page, tick, secrets, update }: PageOfPortalProps) {
  const id = useId();
  const { title, link } = page;
  const name = title ?? text.manifest;
  return (
    <section aria-labelledby={id}>
      <header className="register-page">
        <span className="meta register-number" aria-hidden>
          {number}
        </span>
        <h3 id={id}>{name}</h3>
        {page.of > 0 && <span className="meta">{text.of(page.in_place, page.of)}</span>}
        {link !== null && (
          <Tooltip content={text.openPage(name)} relationship="label">
            <Button
              appearance="subtle"
              size="small"
              icon={<OpenRegular fontSize={16} />}
              onClick={() => void call("open_in_browser", { address: link }).catch(() => undefined)}
              data-testid={`open-${number}`}
            />
          </Tooltip>
        )}
      </header>
      <ul>
        {page.values.map((value) => (
          <ValueRow key={value.id} value={value} tick={tick} secrets={secrets} update={update} />
        ))}
      </ul>
    </section>
  );
}
