import type { AppError } from "../../ipc/bindings/AppError";
import type { NeverComesBack } from "../../ipc/bindings/NeverComesBack";
import type { SignInAsked } from "../../ipc/bindings/SignInAsked";
import type { SignInEvent } from "../../ipc/bindings/SignInEvent";
import type { SignedInView } from "../../ipc/bindings/SignedInView";

/** A sign-in on its way, as far as Rust told it. Times are of this page's clock, in milliseconds. */
export interface Attempt {
  /** `silent`: without a person. */
  way: SignInAsked["way"] | "silent";
  asked: SignInAsked | null;
  began: number;
  /** The sign-in page, and when it was told. */
  page: { url: string; at: number } | null;
  browserStarted: boolean;
  code: { userCode: string; address: string; ends: number; at: number } | null;
  nothing: readonly NeverComesBack[] | null;
  locked: boolean;
  /** When the browser came back with a code. */
  cameBack: number | null;
  /** When the tokens came. */
  checking: number | null;
  stopping: boolean;
}

export interface SignInState {
  attempt: Attempt | null;
  /** How the last one ended; one that was cancelled leaves nothing. */
  ended: { answer: SignedInView; asked: SignInAsked | null } | { error: AppError; asked: SignInAsked | null } | null;
}

export const nothingAsked: SignInState = { attempt: null, ended: null };

export type Action =
  | { do: "begin"; way: Attempt["way"]; asked: SignInAsked | null; at: number }
  | { do: "hear"; event: SignInEvent; at: number }
  | { do: "stop" }
  | { do: "end"; answer: SignedInView }
  | { do: "fail"; error: AppError }
  /** What was told is true no more; what runs goes on. */
  | { do: "forget" };

export function reduce(state: SignInState, action: Action): SignInState {
  const { attempt } = state;
  switch (action.do) {
    case "begin":
      return { attempt: begun(action.way, action.asked, action.at), ended: null };
    case "hear":
      return attempt === null ? state : { ...state, attempt: heard(attempt, action.event, action.at) };
    case "stop":
      return attempt === null ? state : { ...state, attempt: { ...attempt, stopping: true } };
    case "end":
      return { attempt: null, ended: { answer: action.answer, asked: attempt?.asked ?? null } };
    case "fail":
      return {
        attempt: null,
        ended: action.error.code === "cancelled" ? null : { error: action.error, asked: attempt?.asked ?? null },
      };
    case "forget":
      return { ...state, ended: null };
  }
}

function begun(way: Attempt["way"], asked: SignInAsked | null, began: number): Attempt {
  return {
    way,
    asked,
    began,
    page: null,
    browserStarted: true,
    code: null,
    nothing: null,
    locked: false,
    cameBack: null,
    checking: null,
    stopping: false,
  };
}

function heard(attempt: Attempt, event: SignInEvent, at: number): Attempt {
  switch (event.event) {
    case "page":
      return { ...attempt, page: { url: event.url, at } };
    case "browser-not-started":
      return { ...attempt, browserStarted: false };
    case "device-code":
      return {
        ...attempt,
        code: {
          userCode: event.user_code,
          address: event.verification_uri,
          ends: at + event.expires_in_seconds * 1000,
          at,
        },
      };
    case "countdown":
      // The page counts by itself; what Rust says puts it right.
      return attempt.code === null ? attempt : { ...attempt, code: { ...attempt.code, ends: at + event.seconds * 1000 } };
    case "nothing-came-back":
      return { ...attempt, nothing: event.perhaps };
    case "keyring-locked":
      return { ...attempt, locked: true };
    case "exchanging":
      return { ...attempt, cameBack: at, nothing: null };
    case "checking":
      return { ...attempt, checking: at, locked: false, nothing: null };
  }
}

/** What the address of a sign-in page says: where it leads, as which app, for what, and where it comes back to. */
export function readPage(url: string): { tenant: string; app: string; scopes: string[]; returns: string } {
  const page = new URL(url);
  const openid = ["openid", "profile", "offline_access", "email"];
  return {
    tenant: page.pathname.split("/")[1] ?? "",
    app: page.searchParams.get("client_id") ?? "",
    scopes: (page.searchParams.get("scope") ?? "").split(" ").filter((scope) => !openid.includes(scope) && scope !== ""),
    returns: page.searchParams.get("redirect_uri") ?? "",
  };
}
