import type { Account } from "../../ipc/bindings/Account";
import { signIn } from "../../text/sign-in";

export function nameOf(account: Account): string {
  return account.username ?? account.object_id ?? signIn.accounts.nobody;
}

/** As Rust takes it for the one that is meant. */
export function keyOf({ tenant_id, object_id, username }: Account): string {
  return tenant_id !== null && object_id !== null ? `${tenant_id}.${object_id}` : (username ?? "");
}

/** Those whose name or tenant has the text in it. */
export function found(accounts: readonly Account[], text: string): readonly Account[] {
  const wanted = text.trim().toLowerCase();
  return accounts.filter((account) => `${nameOf(account)} ${account.tenant_id ?? ""}`.toLowerCase().includes(wanted));
}
