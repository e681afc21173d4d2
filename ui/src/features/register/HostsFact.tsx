import { ToggleButton } from "@fluentui/react-components";
import { useId, useState } from "react";

import { CheckmarkRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";
import { FactError } from "./FactError";
import { factOf } from "./facts";
import type { RegisterState } from "./useRegister";

const text = register.facts;

/** The apps of Office in which the add-in runs. */
export function HostsFact({ view, setFact }: { view: RegisterView; setFact: RegisterState["setFact"] }) {
  const { values, fixed } = factOf(view, "office-hosts");
  const [error, setError] = useState<AppError | null>(null);
  const id = useId();
  const toggle = (host: string) => {
    const chosen = values.includes(host) ? values.filter((each) => each !== host) : [...values, host];
    setFact("office-hosts", chosen).then(
      () => setError(null),
      (reason: AppError) => setError(reason),
    );
  };
  return (
    <div role="group" aria-labelledby={id} className="register-field">
      <span id={id} className="register-label">
        {text.label["office-hosts"]}
      </span>
      <div className="register-toggles">
        {Object.entries(text.hosts).map(([host, name]) => (
          <ToggleButton
            key={host}
            className="register-toggle"
            size="small"
            checked={values.includes(host)}
            icon={values.includes(host) ? <CheckmarkRegular fontSize={14} /> : null}
            disabled={fixed}
            onClick={() => toggle(host)}
            data-testid={`host-${host}`}
          >
            {name}
          </ToggleButton>
        ))}
      </div>
      {(fixed || values.length === 0) && <span className="meta">{fixed ? text.fixed : text.allHosts}</span>}
      {error !== null && (
        <span className="register-error" role="alert">
          <FactError error={error} />
        </span>
      )}
    </div>
  );
}
