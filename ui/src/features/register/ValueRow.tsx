import { Checkbox } from "@fluentui/react-components";

import type { ValueView } from "../../ipc/bindings/ValueView";
import { CopyButton } from "../../parts/CopyButton";
import { register } from "../../text/register";
import { capitalised } from "../../text/sentence";
import { Found } from "./Found";
import { SecretRow } from "./SecretRow";
import { Words } from "./Words";
import type { RegisterState } from "./useRegister";
import type { SecretsState } from "./useSecrets";

const text = register.plan;

interface ValueRowProps {
  value: ValueView;
  tick: RegisterState["tick"];
  secrets: SecretsState;
  update: () => void;
}

/** A value with its tick, its reason and its copy; one that is in place is a line. */
export function ValueRow({ value, tick, secrets, update }: ValueRowProps) {
  const omitted = value.action === "omit";
  const quiet = value.in_place && value.findings.length === 0;
  const action = text.action[value.action];
  const isSecret = value.property === "passwordCredentials" && !omitted;
  return (
    <li
      className={`register-value${quiet ? " register-value-quiet" : ""}`}
      tabIndex={-1}
      data-value={value.id}
      data-property={value.property}
      data-testid={`value-${value.id}`}
      data-in-place={value.in_place}
    >
      {omitted ? (
        <span className="register-dash" aria-hidden>
          –
        </span>
      ) : (
        <Checkbox
          className="register-tick"
          checked={value.in_place}
          onChange={(_, { checked }) => tick(value.id, checked === true)}
          aria-label={text.tick(value.name)}
          data-testid={`tick-${value.id}`}
        />
      )}
      <div className="register-value-words">
        <p className="register-value-name">
          {value.name}
          {!quiet && (
            <span className="meta">
              <Words text={[action, capitalised(value.reason)].filter(Boolean).join(". ")} />
            </span>
          )}
        </p>
        {(!isSecret || quiet) && !omitted && (
          <p className="register-value-text">
            {value.value.split("\n").map((line) => (
              <code key={line} className={value.known ? undefined : "register-unknown"}>
                {breakable(line)}
              </code>
            ))}
          </p>
        )}
        {value.findings.map((found) => (
          <Found key={found.finding.code} found={found} update={update} />
        ))}
        {isSecret && <SecretRow secrets={secrets} />}
      </div>
      {value.known && !isSecret && <CopyButton value={value.value} what={value.name} testId={`copy-${value.id}`} />}
    </li>
  );
}

/** An address wraps after its slashes and colons. */
function breakable(text: string) {
  return text.split(/(?<=[/:])(?=[^/:])/).map((piece, at) => (
    <span key={at}>
      {at > 0 && <wbr />}
      {piece}
    </span>
  ));
}
