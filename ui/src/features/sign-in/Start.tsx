import { Button } from "@fluentui/react-components";

import { OpenRegular } from "../../icons";
import type { AddInView } from "../../ipc/bindings/AddInView";
import { signIn as text } from "../../text/sign-in";
import { Facts } from "./Facts";

interface StartProps {
  addIn: AddInView | null;
  start: () => void;
}

export function Start({ addIn, start }: StartProps) {
  return (
    <section className="card sign-in-card">
      <h2>{text.start.title}</h2>
      <p>{text.start.how}</p>
      {addIn !== null && <Facts tenant={addIn.tenant} app={addIn.name ?? addIn.client_id} scopes={[addIn.scope]} />}
      <div>
        <Button appearance="primary" icon={<OpenRegular />} onClick={start} data-testid="sign-in">
          {text.start.button}
        </Button>
      </div>
    </section>
  );
}
