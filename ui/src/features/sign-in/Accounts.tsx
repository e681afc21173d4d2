import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";

import { ArrowSyncRegular } from "../../icons";
import type { Account } from "../../ipc/bindings/Account";
import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";
import { Finding } from "../../parts/Finding";
import { headline } from "../../text/sentence";
import { signIn } from "../../text/sign-in";
import { day } from "../../text/time";

const text = signIn.accounts;

interface AccountsProps {
  accounts: readonly Account[];
  busy: boolean;
  again: (account: string | null) => void;
  another: () => void;
  read: () => void;
}

/** Who signed in before and can be signed in again without a browser. */
export function Accounts({ accounts, busy, again, another, read }: AccountsProps) {
  const [told, setTold] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const id = useId();
  const signOut = (account: string | null) => {
    setError(null);
    call("sign_out", { account })
      .then(
        ({ forgotten }) => setTold(`${text.signedOut(forgotten.map(nameOf).join(", "))} ${text.stays}`),
        (refused: AppError) => setError(refused),
      )
      .finally(read);
  };
  return (
    <section className="card sign-in-card" aria-labelledby={id} data-testid="accounts">
      <h2 id={id}>{text.title}</h2>
      <ul className="accounts">
        {accounts.map((account) => (
          <li key={keyOf(account)}>
            <div>
              <p>{nameOf(account)}</p>
              <p className="meta">
                {account.tenant_id !== null && <code>{account.tenant_id}</code>} {text.since(day(account.signed_in))}
              </p>
            </div>
            <Button
              size="small"
              icon={<ArrowSyncRegular />}
              disabledFocusable={busy}
              aria-label={text.againAs(nameOf(account))}
              onClick={() => !busy && again(keyOf(account))}
              data-testid="account-again"
            >
              {text.again}
            </Button>
            <Button
              size="small"
              appearance="subtle"
              aria-label={text.signOutOf(nameOf(account))}
              onClick={() => signOut(keyOf(account))}
              data-testid="account-sign-out"
            >
              {text.signOut}
            </Button>
          </li>
        ))}
      </ul>
      {error !== null && <Finding state="warn" title={headline(error.message).head} error={error} />}
      <div className="finding-actions">
        <Button size="small" disabledFocusable={busy} onClick={() => !busy && another()} data-testid="another-account">
          {signIn.start.another}
        </Button>
        {accounts.length > 1 && (
          <Button size="small" appearance="subtle" onClick={() => signOut(null)} data-testid="sign-out-all">
            {text.signOutAll}
          </Button>
        )}
      </div>
      <p className="meta" role="status" data-testid="signed-out">
        {told}
      </p>
    </section>
  );
}

function nameOf(account: Account): string {
  return account.username ?? account.object_id ?? text.nobody;
}

/** As Rust takes it for the one that is meant. */
function keyOf({ tenant_id, object_id, username }: Account): string {
  return tenant_id !== null && object_id !== null ? `${tenant_id}.${object_id}` : (username ?? "");
}
