import { Button } from "@fluentui/react-components";
import { useId, useRef, useState } from "react";

import { AddRegular, DismissRegular } from "../../icons";
import type { AppError } from "../../ipc/bindings/AppError";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";
import { AddPermission } from "./AddPermission";
import { FactError } from "./FactError";
import { factOf } from "./facts";
import type { RegisterState } from "./useRegister";

const text = register.facts;

/** What every plan asks for. */
const always = ["openid", "profile"];

/** Delegated permissions of Microsoft Graph, each taken out by its own button; one more by its name. */
export function PermissionsFact({ view, setFact }: { view: RegisterView; setFact: RegisterState["setFact"] }) {
  const { values, fixed } = factOf(view, "permissions");
  const [adding, setAdding] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const tags = useRef<HTMLDivElement>(null);
  const id = useId();
  const own = values.filter((name) => !always.includes(name));
  const apply = (names: string[]) =>
    setFact("permissions", names).then(
      () => {
        setError(null);
        return true;
      },
      (reason: AppError) => {
        setError(reason);
        return false;
      },
    );
  const close = () => {
    setAdding(false);
    setError(null);
    // After it is drawn again.
    requestAnimationFrame(() => tags.current?.querySelector<HTMLElement>(".register-add")?.focus());
  };
  return (
    <div role="group" aria-labelledby={id} className="register-field">
      <span id={id} className="register-label">
        {text.label.permissions}
      </span>
      <div className="register-tags" ref={tags}>
        {always.map((name) => (
          <span key={name} className="code register-tag" title={text.always}>
            {name}
          </span>
        ))}
        {own.map((name) => (
          <span key={name} className="code register-tag">
            {name.split("=")[0]}
            {!fixed && (
              <button
                type="button"
                aria-label={text.remove(name)}
                onClick={() => void apply(own.filter((each) => each !== name))}
                data-testid={`remove-${name}`}
              >
                <DismissRegular fontSize={12} aria-hidden />
              </button>
            )}
          </span>
        ))}
        {!fixed && !adding && (
          <Button
            size="small"
            className="register-add"
            icon={<AddRegular fontSize={14} />}
            onClick={() => setAdding(true)}
            aria-label={text.addPermission}
            data-testid="add-permission"
          >
            {text.add}
          </Button>
        )}
      </div>
      {adding && <AddPermission known={own} add={(name) => apply([...own, name])} close={close} />}
      {fixed && <span className="meta">{text.fixed}</span>}
      {error !== null && (
        <span className="register-error" role="alert">
          <FactError error={error} />
        </span>
      )}
    </div>
  );
}
