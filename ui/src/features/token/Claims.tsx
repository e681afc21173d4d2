import { Fragment, type ReactNode, useId } from "react";

import type { ClaimView } from "../../ipc/bindings/ClaimView";
import { capitalised } from "../../text/sentence";
import { token as text } from "../../text/token";
import type { Level } from "./TokenReport";

/** Each claim: its value, and what it means. */
export function Claims({ claims, level }: { claims: readonly ClaimView[]; level: Level }) {
  const Heading = `h${level}` as const;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Heading className="token-section" id={id}>
        {text.claims}
      </Heading>
      <div className="card">
        <table className="token-claims" aria-labelledby={id} data-testid="token-claims">
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
            {claims.map((claim) => (
              <tr key={claim.name}>
                <th scope="row">
                  <code>{wrappable(claim.name)}</code>
                </th>
                <td>
                  <code>{claim.value}</code>
                  {claim.display !== null && <p className="token-display">{capitalised(claim.display)}</p>}
                  {claim.meaning !== "" && <p className="meta">{capitalised(claim.meaning)}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A long name wraps after its underlines. */
function wrappable(name: string): ReactNode {
  return name.split("_").map((part, at) => (
    <Fragment key={at}>
      {at > 0 && (
        <>
          _<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
