import type { AppError } from "../../ipc/bindings/AppError";
import type { CheckView } from "../../ipc/bindings/CheckView";
import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import type { TokenView } from "../../ipc/bindings/TokenView";
import { parts } from "../../text/parts";
import { token } from "../../text/token";
import type { Way } from "../../window/way";

const text = token.fix;

const signIn: Way = { label: text["sign-in"], errand: { page: "sign-in", do: "sign-in" } };
const anotherAccount: Way = { label: text.account, errand: { page: "sign-in", do: "sign-in", prompt: "select-account" } };
const practiceTime: Way = { label: text.time, errand: { page: "settings", do: "show", section: "practice" } };
const register = (label: string, id: RegisterRow): Way => ({ label, errand: { page: "register", do: "show", id } });
const version = register(text.version, "access-token-version");
const idUri = register(text.idUri, "application-id-uri");

/** Where a failing check is put right, the likeliest first; none where only the fix's own words help. A token stays as it is:
 * each way ends in a new one. */
export function fixesOf(check: CheckView, { claims }: TokenView, practice: boolean): readonly Way[] {
  if (check.outcome !== "fail") {
    return [];
  }
  const claim = (name: string) => claims.find((each) => each.name === name)?.value ?? null;
  const isVersionOne = claim("ver") === "1.0";
  switch (check.id) {
    case "issuer":
      return isVersionOne ? [version, signIn] : [signIn];
    case "tenant":
      return [anotherAccount, register(text.tenant, "directory-tenant-id")];
    case "audience":
      return audience(check, isVersionOne);
    case "lifetime":
      // The clock of this machine is set elsewhere.
      return /^(nbf|iat) /.test(check.found ?? "") ? (practice ? [practiceTime] : []) : [signIn];
    case "scope":
      // Without a user behind it, or for whoever signed in alone: a token of another kind, whatever the registration says.
      return claim("scp") === null || claim("idtyp") === "app" ? [signIn] : [register(text.scope, "scope-name"), signIn];
    default:
      // Not as Entra signs: another token, from Entra itself.
      return [signIn];
  }
}

function audience({ found, expected }: CheckView, isVersionOne: boolean): readonly Way[] {
  if (found?.startsWith("api://") !== true) {
    return [signIn, register(text.client, "application-client-id")];
  }
  const expectsUri = expected?.includes("api://") === true;
  return isVersionOne && !expectsUri ? [version, idUri] : [idUri, { label: text.manifest, errand: { page: "manifest", do: "fix" } }];
}

/** What lets a token be checked that was only read; none where it is only asked again. */
export function waysToCheck({ code }: AppError): readonly Way[] {
  if (code === "fact-missing") {
    return [register(text.registration, "application-client-id")];
  }
  return code.startsWith("practice-") ? [{ ...practiceTime, label: parts.practice }] : [];
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
