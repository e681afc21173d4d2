import { describe, expect, it } from "vitest";

import type { CheckView } from "../../ipc/bindings/CheckView";
import type { RegisterRow } from "../../ipc/bindings/RegisterRow";
import { goodToken } from "../../test/views";
import type { Errand } from "../../window/errand";
import { fixesOf } from "./fix";

const clientId = "3f8e2a61-7c04-4d19-9b52-6a1e0c5d8f47";
const uri = `api://localhost:3000/${clientId}`;
const graph = "00000003-0000-0000-c000-000000000000";

const signIn: Errand = { page: "sign-in", do: "sign-in" };
const anotherAccount: Errand = { page: "sign-in", do: "sign-in", prompt: "select-account" };
const manifest: Errand = { page: "manifest", do: "fix" };
const practice: Errand = { page: "settings", do: "show", section: "practice" };
// Its type has the rows that there are, and Rust holds it against the plans.
const register = (id: RegisterRow): Errand => ({ page: "register", do: "show", id });

const failing = (id: string, found: string | null = null, expected: string | null = null): CheckView => ({
  id,
  outcome: "fail",
  detail: "it is another one",
  found,
  expected,
  fix: null,
});
const version = (ver: string) => ({ ver, scp: "access_as_user" });

describe("a failing check is put right where a new token comes out green", () => {
  it.each<[string, CheckView, Record<string, string>, readonly Errand[]]>([
    ["a header that Entra never writes", failing("form"), version("2.0"), [signIn]],
    ["no RS256", failing("algorithm", "none", "RS256"), version("2.0"), [signIn]],
    ["a key of nobody's", failing("key", "kid-1", "kid-2"), version("2.0"), [signIn]],
    ["a signature that does not hold", failing("signature"), version("2.0"), [signIn]],
    ["another cloud's issuer", failing("issuer", "https://login.microsoftonline.us/t/v2.0"), version("2.0"), [signIn]],
    ["a version 1 issuer", failing("issuer", "https://sts.windows.net/t/"), version("1.0"), [register("access-token-version"), signIn]],
    ["a stranger's tenant", failing("tenant", "t-1", "t-2"), version("2.0"), [anotherAccount, register("directory-tenant-id")]],
    ["another app's client ID", failing("audience", "other", clientId), version("2.0"), [signIn, register("application-client-id")]],
    ["Graph", failing("audience", graph, clientId), version("1.0"), [signIn, register("application-client-id")]],
    ["Graph by its address", failing("audience", "https://graph.microsoft.com", clientId), version("1.0"), [signIn, register("application-client-id")]],
    ["no audience", failing("audience", "(absent)", clientId), version("2.0"), [signIn, register("application-client-id")]],
    ["a URI with another host", failing("audience", uri.replace("3000", "3001"), `${uri}, ${clientId}`), version("1.0"), [register("application-id-uri"), manifest]],
    ["a URI where only the client ID is expected", failing("audience", uri, clientId), version("1.0"), [register("access-token-version"), register("application-id-uri")]],
    ["a token that expired", failing("lifetime", "exp 15:11:51", "later than 16:00:00"), version("2.0"), [signIn]],
    ["a token without an end", failing("lifetime", "(absent)"), version("2.0"), [signIn]],
    ["a misspelt scope", failing("scope", "access-as-user", "access_as_user"), { scp: "access-as-user" }, [register("scope-name"), signIn]],
    ["an ID token", failing("scope", "(absent)", "access_as_user"), { ver: "2.0" }, [signIn]],
    ["an app-only token", failing("scope", "x", "access_as_user"), { scp: "x", idtyp: "app" }, [signIn]],
  ])("%s", (_, check, claims, errands) => {
    const view = { ...goodToken, claims: Object.entries(claims).map(([name, value]) => ({ name, value, meaning: "", display: null })) };
    expect(fixesOf(check, view, false).map(({ errand }) => errand)).toEqual(errands);
  });

  it.each([
    [false, []],
    [true, [practice]],
  ])("a time in the future is the clock's, or the practice tenant's: %s", (isPractice, errands) => {
    const check = failing("lifetime", "iat 16:00:00", "not later than 15:00:00");
    expect(fixesOf(check, goodToken, isPractice).map(({ errand }) => errand)).toEqual(errands);
  });

  it.each(["pass", "warn", "skipped"] as const)("one with the outcome %s has nothing to put right", (outcome) => {
    expect(fixesOf({ ...failing("scope"), outcome }, goodToken, false)).toEqual([]);
  });
});
