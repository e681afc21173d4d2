import { Field, Input } from "@fluentui/react-components";
import { useCallback, useState } from "react";

import type { FactKind } from "../../ipc/bindings/FactKind";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";
import { FactError } from "./FactError";
import { factOf, said } from "./facts";
import type { RegisterState } from "./useRegister";
import { useTyped } from "./useTyped";

const text = register.facts;

/** As many characters as fit into the column. */
const shown = 24;

/** A field that nobody types in shows both ends: of an ID the last characters tell it from another. */
function shortened(value: string): string {
  return value.length > shown ? `${value.slice(0, shown - 5)}…${value.slice(-4)}` : value;
}

interface TextFactProps {
  kind: FactKind;
  view: RegisterView;
  setFact: RegisterState["setFact"];
  /** An ID, or a host: read character by character. */
  code?: boolean;
}

/** A fact that is typed. */
export function TextFact({ kind, view, setFact, code = false }: TextFactProps) {
  const fact = factOf(view, kind);
  const apply = useCallback((value: string) => setFact(kind, [value]), [setFact, kind]);
  const { value, error, type, finish } = useTyped(said(fact), apply);
  const [focused, setFocused] = useState(false);
  const byDefault = fact.source === "default" ? fact.values[0] : undefined;
  const placeholder = byDefault ?? text.placeholder[kind];
  return (
    <Field
      label={text.label[kind]}
      hint={fact.fixed ? text.fixed : null}
      validationState={error === null ? "none" : "error"}
      validationMessage={error === null ? null : <FactError error={error} />}
    >
      <Input
        className={code ? "register-code-input" : undefined}
        value={focused || !code ? value : shortened(value)}
        placeholder={placeholder}
        readOnly={fact.fixed}
        title={code && value.length > shown ? value : undefined}
        onChange={(_, { value }) => type(value)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          finish();
        }}
        spellCheck={false}
        autoComplete="off"
        data-testid={`fact-${kind}`}
      />
    </Field>
  );
}
