import { Button, ToggleButton } from "@fluentui/react-components";
import { useId, useState } from "react";

import type { ClaimView } from "../../ipc/bindings/ClaimView";
import type { TokenView } from "../../ipc/bindings/TokenView";
import { Code } from "../../parts/Code";
import { StateIcon } from "../../parts/StateIcon";
import { wrappable } from "../../parts/wrappable";
import { capitalised } from "../../text/sentence";
import { token as text } from "../../text/token";
import { claimOf } from "./fix";
import type { Level } from "./TokenReport";

/** More than these are folded: what Entra documents comes first. */
const first = 12;

/** Each claim with what it means, or all as JSON. */
export function Claims({ token, level }: { token: TokenView; level: Level }) {
  const [as, setAs] = useState<"meaning" | "json">("meaning");
  const Heading = `h${level}` as const;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="token-claims-head">
        <Heading className="token-section" id={id}>
          {text.claims}
        </Heading>
        {token.json !== "" && (
          <div className="segments" role="group" aria-label={text.show}>
            {(["meaning", "json"] as const).map((each) => (
              <ToggleButton
                key={each}
                size="small"
                appearance="subtle"
                checked={as === each}
                onClick={() => setAs(each)}
                data-testid={`claims-as-${each}`}
              >
                {text[each]}
              </ToggleButton>
            ))}
          </div>
        )}
      </div>
      {as === "json" ? <TokenJson token={token} /> : <ClaimTable token={token} labelledBy={id} />}
    </section>
  );
}

export function TokenJson({ token }: { token: TokenView }) {
  return <Code text={token.json} language="json" label={text.jsonLabel} testId="token-json" />;
}

export function ClaimTable({ token, labelledBy }: { token: TokenView; labelledBy: string }) {
  const [all, setAll] = useState(false);
  const failing = token.checks.filter(({ outcome }) => outcome === "fail").flatMap(({ id }) => claimOf[id] ?? []);
  const { claims } = token;
  // One claim more is no reason to fold.
  const folds = claims.length > first + 1;
  const shown = folds && !all ? claims.filter(({ name }, at) => at < first || failing.includes(name)) : claims;
  return (
    <>
      <div className="card">
        <table className="token-claims" aria-labelledby={labelledBy} data-testid="token-claims">
          <colgroup>
            <col className="token-claim-name" />
            <col />
          </colgroup>
          <thead className="hidden-text">
            <tr>
              <th scope="col">{text.claim}</th>
              <th scope="col">{text.value}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((claim) => (
              <Claim key={claim.name} claim={claim} fails={failing.includes(claim.name)} />
            ))}
          </tbody>
        </table>
      </div>
      {folds && (
        <Button appearance="transparent" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? text.fewerClaims : text.moreClaims(claims.length - shown.length)}
        </Button>
      )}
    </>
  );
}

function Claim({ claim, fails }: { claim: ClaimView; fails: boolean }) {
  return (
    <tr className={fails ? "token-claim-fails" : undefined}>
      <th scope="row">
        <code>{wrappable(claim.name)}</code>
      </th>
      <td>
        {fails && <StateIcon state="fail" />}
        <code>{claim.value}</code>
        {claim.display !== null && <p className="token-display">{capitalised(claim.display)}</p>}
        {claim.meaning !== "" && <p className="meta">{capitalised(claim.meaning)}</p>}
      </td>
    </tr>
  );
}
