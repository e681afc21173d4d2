import type { RegisterView } from "../../ipc/bindings/RegisterView";
import { register } from "../../text/register";
import { useSurroundings } from "../../window/context";
import { ChoiceFact } from "./ChoiceFact";
import { HostsFact } from "./HostsFact";
import { PermissionsFact } from "./PermissionsFact";
import { TextFact } from "./TextFact";
import { factOf } from "./facts";
import type { RegisterState } from "./useRegister";
import "./facts.css";

const text = register.facts;

interface FactsProps {
  view: RegisterView;
  setFact: RegisterState["setFact"];
}

/** The few facts that all values follow from; each is applied as it is typed. */
export function Facts({ view, setFact }: FactsProps) {
  const { environment } = useSurroundings().status;
  const auth = factOf(view, "auth").values[0];
  return (
    <div className="register-fields" data-testid="facts">
      <TextFact kind="name" view={view} setFact={setFact} />
      <TextFact kind="domain" view={view} setFact={setFact} code />
      <HostsFact view={view} setFact={setFact} />
      <ChoiceFact kind="account-types" choices={text.accountTypes} view={view} setFact={setFact} />
      <TextFact kind="client-id" view={view} setFact={setFact} code />
      <TextFact kind="tenant-id" view={view} setFact={setFact} code />
      <PermissionsFact view={view} setFact={setFact} />
      <ChoiceFact kind="auth" choices={text.auth} view={view} setFact={setFact} />
      <TextFact kind="dialog-page" view={view} setFact={setFact} code />
      {auth !== "legacy-sso" && <TextFact kind="task-pane-page" view={view} setFact={setFact} code />}
      <p className="register-field">
        <span className="register-label">{text.label.cloud}</span>
        <span data-testid="fact-cloud">{environment.name}</span>
      </p>
    </div>
  );
}
