import { Button, Combobox, Option, ToggleButton } from "@fluentui/react-components";
import { useId } from "react";

import { CheckmarkRegular } from "../../icons";
import type { BeforeView } from "../../ipc/bindings/BeforeView";
import { onBehalfOf } from "../../text/on-behalf-of";
import { type Choice, callOf, covered, toggled } from "./choice";

const text = onBehalfOf.ask;

interface AskForProps {
  view: BeforeView | null;
  choice: Choice;
  choose: (choice: Choice) => void;
}

/** The permissions that are asked for, and the call that is made with them. */
export function AskFor({ view, choice, choose }: AskForProps) {
  const id = useId();
  const { scopes, call } = choice;
  const calls = view?.calls ?? [];
  const offered = [...(view?.scopes ?? []), ...scopes.filter((scope) => view?.scopes.includes(scope) !== true)];
  const known = callOf(call, calls);
  const needs = covered(known, scopes) === false ? (known?.least ?? null) : null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{text.title}</h2>
      <div className="obo-scopes" role="group" aria-label={text.scopes}>
        {offered.map((scope) => (
          <Toggle key={scope} name={scope} on={scopes.includes(scope)} toggle={() => choose({ ...choice, scopes: toggled(scopes, scope) })} />
        ))}
        {/* It stands alone: Entra refuses it beside others. */}
        <Toggle
          name={text.default}
          title={text.defaultHow}
          on={scopes.length === 0}
          toggle={() => scopes.length > 0 && choose({ ...choice, scopes: [] })}
        />
      </div>
      <Combobox
        className="obo-call"
        freeform
        aria-label={text.call}
        placeholder={text.none}
        value={call}
        selectedOptions={[call]}
        onChange={(event) => choose({ ...choice, call: event.target.value })}
        // Typing takes an option away, which comes here without one.
        onOptionSelect={(_, { optionValue }) => optionValue !== undefined && choose({ ...choice, call: optionValue })}
        input={{ "data-testid": "obo-call" } as object}
      >
        {calls.map((each) => (
          <Option key={each.path} value={each.path} text={each.path}>
            <span className="obo-option">
              <code>{each.path.split("?")[0]}</code>
              <span className="meta">
                {covered(each, scopes) === false ? text.needs(each.least) : each.least}
              </span>
            </span>
          </Option>
        ))}
      </Combobox>
      {known !== undefined && <p className="meta">{text.proves(known.proves)}</p>}
      {needs !== null && (
        <Button size="small" onClick={() => choose({ ...choice, scopes: [...scopes, needs] })} data-testid="obo-add-scope">
          {text.add(needs)}
        </Button>
      )}
    </section>
  );
}

function Toggle({ name, title, on, toggle }: { name: string; title?: string; on: boolean; toggle: () => void }) {
  return (
    <ToggleButton
      size="small"
      checked={on}
      icon={on ? <CheckmarkRegular fontSize={12} /> : null}
      onClick={toggle}
      {...(title !== undefined && { title })}
      data-testid={`scope-${name}`}
    >
      <code>{name}</code>
    </ToggleButton>
  );
}
