import { signIn } from "../../text/sign-in";

const text = signIn.facts;

interface FactsProps {
  tenant: string;
  app: string;
  scopes: readonly string[];
  returns?: string;
}

/** Where a sign-in leads, whole: somebody compares these values. */
export function Facts({ tenant, app, scopes, returns }: FactsProps) {
  return (
    <dl className="sign-in-facts" data-testid="sign-in-facts">
      <Fact name={text.tenant}>{tenant}</Fact>
      <Fact name={text.app}>{app}</Fact>
      <Fact name={text.scope}>{scopes.join(" ")}</Fact>
      {returns !== undefined && <Fact name={text.returns}>{returns}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{children}</code>
      </dd>
    </div>
  );
}
