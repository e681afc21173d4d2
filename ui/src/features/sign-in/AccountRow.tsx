import { Button } from "@fluentui/react-components";

import { ArrowSyncRegular } from "../../icons";
import type { Account } from "../../ipc/bindings/Account";
import { signIn } from "../../text/sign-in";
import { day } from "../../text/time";
import { nameOf } from "./account";

const text = signIn.accounts;

interface AccountRowProps {
  account: Account;
  busy: boolean;
  again: () => void;
  signOut: () => void;
}

export function AccountRow({ account, busy, again, signOut }: AccountRowProps) {
  const name = nameOf(account);
  return (
    <li>
      <div>
        <p>{name}</p>
        <p className="meta">
          {account.tenant_id !== null && <code>{account.tenant_id}</code>} {text.since(day(account.signed_in))}
        </p>
      </div>
      <Button
        size="small"
        icon={<ArrowSyncRegular />}
        disabledFocusable={busy}
        aria-label={text.againAs(name)}
        onClick={() => !busy && again()}
        data-testid="account-again"
      >
        {text.again}
      </Button>
      <Button
        size="small"
        appearance="subtle"
        disabledFocusable={busy}
        aria-label={text.signOutOf(name)}
        onClick={() => !busy && signOut()}
        data-testid="account-sign-out"
      >
        {text.signOut}
      </Button>
    </li>
  );
}
