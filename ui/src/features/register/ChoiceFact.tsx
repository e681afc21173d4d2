import { Dropdown, Field, Option } from "@fluentui/react-components";
import { useState } from "react";

import type { AppError } from "../../ipc/bindings/AppError";
import type { FactKind } from "../../ipc/bindings/FactKind";
import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";
import { FactError } from "./FactError";
import { factOf } from "./facts";
import type { RegisterState } from "./useRegister";

const text = register.facts;

interface ChoiceFactProps {
  kind: FactKind;
  /** The words that Rust knows, with what stands for them. */
  choices: Readonly<Record<string, string>>;
  view: RegisterView;
  setFact: RegisterState["setFact"];
}

/** A fact that is one of a few. */
export function ChoiceFact({ kind, choices, view, setFact }: ChoiceFactProps) {
  const fact = factOf(view, kind);
  const [error, setError] = useState<AppError | null>(null);
  const chosen = fact.values[0] ?? "";
  const choose = (word: string | undefined) => {
    if (word !== undefined && word !== chosen) {
      setFact(kind, [word]).then(
        () => setError(null),
        (reason: AppError) => setError(reason),
      );
    }
  };
  return (
    <Field
      label={text.label[kind]}
      hint={fact.fixed ? text.fixed : null}
      validationState={error === null ? "none" : "error"}
      validationMessage={error === null ? null : <FactError error={error} />}
    >
      <Dropdown
        className="register-dropdown"
        value={choices[chosen] ?? chosen}
        selectedOptions={[chosen]}
        onOptionSelect={(_, { optionValue }) => choose(optionValue)}
        disabled={fact.fixed}
        data-testid={`fact-${kind}`}
      >
        {Object.entries(choices).map(([word, name]) => (
          <Option key={word} value={word}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
