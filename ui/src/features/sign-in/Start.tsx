import { Button } from "@fluentui/react-components";

import { OpenRegular } from "../../icons";
import type { AddInView } from "../../ipc/bindings/AddInView";
import { signIn as text } from "../../text/sign-in";
import { Facts } from "./Facts";

interface StartProps {
  addIn: AddInView | null;
  start: () => void;
  /** One primary button a page. */
  primary: boolean;
}

export function Start({ addIn, start, primary }: StartProps) {
  return (
    <section className="card sign-in-card">
      <h2>{text.start.title}</h2>
      <p>{text.start.how}</p>
      {addIn !== null && <Facts tenant={addIn.tenant} app={addIn.name ?? addIn.client_id} scopes={[addIn.scope]} />}
      <div>
        <Button
          appearance={primary ? "primary" : "secondary"}
          icon={<OpenRegular />}
          onClick={start}
          data-testid="sign-in"
        >
          {primary ? text.start.button : text.tryAgain}
        </Button>
      </div>
    </section>
  );
}
