import { Checkbox, Field, Input, Radio, RadioGroup } from "@fluentui/react-components";

import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";
import { capitalised } from "../../text/sentence";
import type { GraphRun } from "./GraphDialog";

const text = register.graph;
const ways = ["azure-cli", "graph-command-line-tools", "client"] as const;

export type Way = (typeof ways)[number] | "practice";

interface HowToRunProps {
  run: GraphRun;
  view: RegisterView;
  practice: boolean;
  way: Way;
  setWay: (way: Way) => void;
  clientId: string;
  setClientId: (clientId: string) => void;
  adminConsent: boolean;
  setAdminConsent: (adminConsent: boolean) => void;
  noSecret: boolean;
  setNoSecret: (noSecret: boolean) => void;
}

/** Whose token a run uses, and what it may do. */
export function HowToRun(props: HowToRunProps) {
  const { run, view, practice, way, setWay, clientId, setClientId } = props;
  const writes = run === "create" || run === "update";
  const { registration } = view;
  return (
    <>
      {run === "undo" && registration !== null && (
        <div>
          <p>{text.takesBack}</p>
          <ol className="register-takes-back" data-testid="takes-back">
            {registration.undo.map((title, at) => (
              <li key={at}>{capitalised(title)}</li>
            ))}
          </ol>
        </div>
      )}
      {run === "delete" && registration !== null && <p>{text.deletes(registration.client_id)}</p>}
      {practice ? (
        <p>
          {text.ways.practice.name}. <span className="meta">{text.ways.practice.does}.</span>
        </p>
      ) : (
        <Field label={text.via} hint={text.viaHint}>
          <RadioGroup value={way} onChange={(_, { value }) => setWay(value as Way)}>
            {ways.map((each) => (
              <Radio
                key={each}
                value={each}
                label={
                  <>
                    {text.ways[each].name} <span className="meta register-way">{text.ways[each].does}</span>
                  </>
                }
                data-testid={`via-${each}`}
              />
            ))}
          </RadioGroup>
        </Field>
      )}
      {way === "client" && (
        <Field label={text.clientId}>
          <Input
            className="register-code-input"
            value={clientId}
            onChange={(_, { value }) => setClientId(value)}
            spellCheck={false}
            autoComplete="off"
            data-testid="via-client-id"
          />
        </Field>
      )}
      {writes && (
        <div className="register-options">
          <Option
            label={text.consent}
            hint={text.consentHint}
            checked={props.adminConsent}
            set={props.setAdminConsent}
            testId="admin-consent"
          />
          {view.needs_secret && (
            <Option
              label={text.noSecret}
              hint={text.noSecretHint}
              checked={props.noSecret}
              set={props.setNoSecret}
              testId="no-secret"
            />
          )}
        </div>
      )}
    </>
  );
}

interface OptionProps {
  label: string;
  hint: string;
  checked: boolean;
  set: (checked: boolean) => void;
  testId: string;
}

function Option({ label, hint, checked, set, testId }: OptionProps) {
  return (
    <Checkbox
      checked={checked}
      onChange={(_, { checked }) => set(checked === true)}
      label={
        <>
          {label} <span className="meta register-way">{hint}</span>
        </>
      }
      data-testid={testId}
    />
  );
}
