import { Button, SearchBox } from "@fluentui/react-components";
import { useId, useState } from "react";

import type { Account } from "../../ipc/bindings/Account";
import { Finding } from "../../parts/Finding";
import { headline } from "../../text/sentence";
import { signIn } from "../../text/sign-in";
import { AccountRow } from "./AccountRow";
import { found, keyOf, nameOf } from "./account";
import { useSignOut } from "./useSignOut";

const text = signIn.accounts;

/** More than these are folded, and can be looked for. */
const first = 6;

interface AccountsProps {
  accounts: readonly Account[];
  busy: boolean;
  again: (account: string | null) => void;
  another: () => void;
  /** After a sign-out. */
  read: () => void;
}

/** Who signed in before and can be signed in again without a browser. */
export function Accounts({ accounts, busy: signingIn, again, another, read }: AccountsProps) {
  const { running, locked, forgotten, error, signOut, stop } = useSignOut(read);
  const [wanted, setWanted] = useState("");
  const [all, setAll] = useState(false);
  const id = useId();
  const busy = signingIn || running;
  const many = accounts.length > first + 1;
  const matching = many ? found(accounts, wanted) : accounts;
  const shown = many && !all && wanted.trim() === "" ? matching.slice(0, first) : matching;
  // Of those who have signed in since nothing is told.
  const gone = forgotten?.filter((one) => !accounts.some((account) => keyOf(account) === keyOf(one))) ?? [];
  const told = (
    <p className="meta" role="status" data-testid="signed-out">
      {locked && signIn.steps.locked}
      {running && !locked && text.signingOut}
      {gone.length > 0 && `${text.signedOut(gone.map(nameOf))} ${text.stays}`}
    </p>
  );
  if (accounts.length === 0) {
    return told;
  }
  return (
    <section className="card sign-in-card" aria-labelledby={id} data-testid="accounts">
      <h2 id={id}>
        {text.title} {many && <span className="meta">{accounts.length}</span>}
      </h2>
      {many && (
        <SearchBox
          size="small"
          aria-label={text.find}
          placeholder={text.find}
          value={wanted}
          onChange={(_, { value }) => setWanted(value)}
          input={{ "data-testid": "account-find" } as object}
        />
      )}
      <ul className="accounts">
        {shown.map((account) => (
          <AccountRow
            key={keyOf(account)}
            account={account}
            busy={busy}
            again={() => again(keyOf(account))}
            signOut={() => signOut(keyOf(account))}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="meta">{text.noneFound}</p>}
      {many && wanted.trim() === "" && (
        <div>
          <Button appearance="transparent" size="small" aria-expanded={all} onClick={() => setAll(!all)} data-testid="all-accounts">
            {all ? text.fewer : text.more(accounts.length - first)}
          </Button>
        </div>
      )}
      {error !== null && <Finding state="warn" title={headline(error.message).head} error={error} />}
      <div className="finding-actions">
        <Button size="small" disabledFocusable={busy} onClick={() => !busy && another()} data-testid="another-account">
          {signIn.start.another}
        </Button>
        {accounts.length > 1 && (
          <Button
            size="small"
            appearance="subtle"
            disabledFocusable={busy}
            onClick={() => !busy && signOut(null)}
            data-testid="sign-out-all"
          >
            {text.signOutAll}
          </Button>
        )}
        {running && (
          <Button size="small" onClick={stop} data-testid="sign-out-stop">
            {signIn.cancel}
          </Button>
        )}
      </div>
      {told}
    </section>
  );
}
