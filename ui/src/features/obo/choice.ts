import type { BeforeView } from "../../ipc/bindings/BeforeView";
import type { CallView } from "../../ipc/bindings/CallView";

/** What is asked for. No scopes: `.default`, all that the registration lists. */
export interface Choice {
  scopes: readonly string[];
  /** Empty: no call. */
  call: string;
}

/** One permission of those that there are, and who the user is. */
export function firstChoice(view: BeforeView | null): Choice {
  const scopes = view?.scopes ?? [];
  const first = scopes.includes("User.Read") ? "User.Read" : scopes[0];
  return { scopes: first === undefined ? [] : [first], call: "/v1.0/me" };
}

/** Turns one on or off; the last one that goes leaves `.default`. */
export function toggled(scopes: readonly string[], scope: string): readonly string[] {
  return scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope];
}

/** Whether one of the permissions of a call is asked for. `null`: of `.default` only the registration knows, or the call is not
 * known here. */
export function covered(call: CallView | undefined, scopes: readonly string[]): boolean | null {
  if (call === undefined || scopes.length === 0) {
    return null;
  }
  const lower = scopes.map((scope) => scope.toLowerCase());
  return call.any_of.some((permission) => lower.includes(permission.toLowerCase()) || permission === "openid");
}

/** A call by its path, whatever its query and version. */
export function callOf(target: string, calls: readonly CallView[]): CallView | undefined {
  const path = (text: string) =>
    (text.split("?")[0] ?? "").replace(/\/$/, "").replace(/^\/?(v1\.0\/)?/, "/v1.0/").replace("/v1.0/oidc/", "/oidc/").toLowerCase();
  return calls.find((call) => path(call.path) === path(target));
}
