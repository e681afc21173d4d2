import type { CheckView } from "../../ipc/bindings/CheckView";
import { token as text } from "../../text/token";
import type { Errand } from "../../window/errand";

/** Where a failing check is put right, and what the button says; `null` where only the fix's own words help. */
export function fixOf(check: CheckView): { label: string; errand: Errand } | null {
  switch (check.id) {
    case "scope":
      return { label: text.fix.scope, errand: { page: "register", do: "show", id: "scope-name" } };
    case "audience":
      return { label: text.fix.audience, errand: { page: "register", do: "show", id: "application-client-id" } };
    case "issuer":
      return { label: text.fix.issuer, errand: { page: "register", do: "show", id: "access-token-version" } };
    case "tenant":
      return { label: text.fix.tenant, errand: { page: "register", do: "show", id: "directory-tenant-id" } };
    case "lifetime":
      return { label: text.fix["sign-in"], errand: { page: "sign-in", do: "sign-in" } };
    case "form":
      return { label: text.fix.paste, errand: { page: "token", do: "inspect-clipboard" } };
    default:
      return null;
  }
}

/** The claim that a check is about. */
export const claimOf: Record<string, readonly string[]> = {
  issuer: ["iss"],
  tenant: ["tid"],
  audience: ["aud"],
  lifetime: ["exp", "nbf"],
  scope: ["scp"],
  client: ["azp", "appid"],
};
