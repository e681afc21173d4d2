import type { AppError } from "../ipc/bindings/AppError";
import type { Mistake } from "../ipc/bindings/Mistake";
import type { Opening } from "../ipc/bindings/Opening";
import type { Page } from "../ipc/bindings/Page";
import type { RehearsalView } from "../ipc/bindings/RehearsalView";
import type { RehearseEvent } from "../ipc/bindings/RehearseEvent";
import type { Running } from "../ipc/bindings/Running";
import type { TokenAnswer } from "../ipc/bindings/TokenAnswer";
import type { TokenFrom } from "../ipc/bindings/TokenFrom";
import type { TokenView } from "../ipc/bindings/TokenView";
import { type LiveStep, noSteps, stepsNow, stepsOf } from "../journey";

export interface LastRehearsal {
  view: RehearsalView | null;
  /** Why the newest one has no answer; the answer before it stays. */
  error: AppError | null;
  /** Tells one answer from the next. */
  serial: number;
}

type Answer = Omit<LastRehearsal, "serial">;

export type TokenSource = "rehearsal" | TokenFrom;

/** A token of a rehearsal is of no profile. */
export type KnownToken = Omit<TokenAnswer, "from" | "profile"> & { from: TokenSource; profile: string | null };

export interface LastToken {
  token: KnownToken | null;
  /** Why there was none to read; the token before stays. */
  error: AppError | null;
  serial: number;
}

/** What the window knows: a mirror of what Rust keeps, and what was asked here and is not answered. */
export interface Known {
  /** Nothing until Rust has said what to open with. */
  page: Page | null;
  /** As Rust tells it. */
  running: Running | null;
  /** Asked for by this window; Rust may not have begun it. */
  asked: Running | null;
  stopping: boolean;
  notStopped: AppError | null;
  rehearsal: LastRehearsal;
  /** The answer that Rust told last: it tells it with each event, and it is new only once. */
  told: Answer;
  token: LastToken;
  /** The last that a sign-in got, whatever was looked at since. */
  own: KnownToken | null;
  reading: boolean;
}

export const nothingKnown: Known = {
  page: null,
  running: null,
  asked: null,
  stopping: false,
  notStopped: null,
  rehearsal: { view: null, error: null, serial: 0 },
  told: { view: null, error: null },
  token: { token: null, error: null, serial: 0 },
  own: null,
  reading: false,
};

export type Action =
  | { do: "go"; page: Page }
  | { do: "open" | "show" | "follow"; opening: Opening }
  | { do: "ask"; mistake: Mistake | null }
  | { do: "report"; event: RehearseEvent }
  | { do: "finish"; view: RehearsalView }
  | { do: "fail"; error: AppError }
  /** Another one runs, or ran until now: `opening` is what Rust then told. */
  | { do: "refuse"; error: AppError; opening: Opening | null }
  | { do: "stop" }
  | { do: "not-stop"; error: AppError }
  | { do: "read" }
  | { do: "inspect"; answer: TokenAnswer }
  /** A sign-in got one. */
  | { do: "signed-in"; opening: Opening }
  | { do: "not-inspect"; error: AppError }
  /** The token that a sign-in got for this profile, where one did. */
  | { do: "show-own"; profile: string };

export function reduce(known: Known, action: Action): Known {
  switch (action.do) {
    case "go":
      return { ...known, page: action.page };
    case "open":
      // An event that came before this answer is not older than it.
      return known.page === null ? shown(known, action.opening) : known;
    case "show":
      return shown(known, action.opening);
    case "follow":
      return known.page === null ? shown(known, action.opening) : followed(known, action.opening);
    case "ask":
      return { ...known, asked: { mistake: action.mistake, steps: [], current: null }, stopping: false, notStopped: null };
    case "report":
      return known.asked === null ? known : { ...known, asked: advanced(known.asked, action.event) };
    case "finish":
      return answered({ ...known, running: null, asked: null }, { view: action.view, error: null });
    case "fail":
      return answered({ ...known, running: null, asked: null }, { view: null, error: action.error });
    case "refuse": {
      const now = action.opening === null ? known : followed(known, action.opening);
      const over = { ...now, asked: null };
      return over.running === null ? answered(over, { view: null, error: action.error }) : over;
    }
    case "stop":
      return { ...known, stopping: true, notStopped: null };
    case "not-stop":
      return { ...known, stopping: false, notStopped: action.error };
    case "read":
      return { ...known, reading: true };
    case "inspect":
      return { ...tokenAnswered(known, action.answer, null), reading: false };
    case "signed-in":
      return known.page === null ? shown(known, action.opening) : tokenAnswered(known, action.opening.token, null);
    case "not-inspect":
      return { ...tokenAnswered(known, null, action.error), reading: false };
    case "show-own": {
      const { own, token } = known;
      const isShown = token.token === own && token.error === null;
      return own === null || own.profile !== action.profile || isShown ? known : tokenAnswered(known, own, null);
    }
  }
}

/** The rehearsal that runs, as far as it is told. */
export function runningNow({ running, asked }: Known): Running | null {
  return running ?? asked;
}

/** The steps of the rehearsal that runs, or of the last answer. */
export function liveSteps(known: Known): readonly LiveStep[] {
  const running = runningNow(known);
  const { view } = known.rehearsal;
  return running !== null ? stepsNow(running) : view !== null ? stepsOf(view.steps) : noSteps;
}

/** All that Rust keeps, and its page. */
function shown(known: Known, opening: Opening): Known {
  const { page, token, token_error, rehearsal } = opening;
  const now = mirrored({ ...known, page }, opening);
  const fromRehearsal = rehearsal?.token ?? null;
  // The page says which of the two answers is the newer.
  if ((page === "token" && (token !== null || token_error !== null)) || fromRehearsal === null) {
    return token === null && token_error === null ? now : tokenAnswered(now, token, token_error);
  }
  return rehearsalToken(now, fromRehearsal);
}

/** A step of the rehearsal, or its end. */
function followed(known: Known, opening: Opening): Known {
  const now = mirrored(known, opening);
  const view = opening.rehearsal?.token ?? null;
  // An answer that was told before is not newer than the last token.
  return now.told !== known.told && view !== null ? rehearsalToken(now, view) : now;
}

function mirrored(known: Known, { running, rehearsal, rehearsal_error }: Opening): Known {
  const over = running === null && known.asked === null;
  const now = { ...known, running, ...(over && { stopping: false, notStopped: null }) };
  const told = { view: rehearsal, error: rehearsal_error };
  if (!same(told, known.told)) {
    return keptRehearsal({ ...now, told }, told);
  }
  // Of one that was stopped Rust keeps nothing; whoever asked for it here is told by its rejection.
  const stopped = over && known.running !== null && known.stopping;
  return stopped ? keptRehearsal(now, { view: null, error: stoppedHere }) : now;
}

/** What `rehearse` rejects with. */
const stoppedHere: AppError = { code: "cancelled", message: "the rehearsal was cancelled", hint: null };

function answered(known: Known, answer: Answer): Known {
  const now = keptRehearsal({ ...known, stopping: false, notStopped: null }, answer);
  return answer.view?.token == null ? now : rehearsalToken(now, answer.view.token);
}

/** The end of a rehearsal is told twice to the window that asked for it: that is one answer. */
function keptRehearsal(known: Known, { view, error }: Answer): Known {
  const last = known.rehearsal;
  const next = { view: view ?? last.view, error };
  return same({ view: last.view, error: last.error }, next)
    ? known
    : { ...known, rehearsal: { ...next, serial: last.serial + 1 } };
}

function rehearsalToken(known: Known, view: TokenView): Known {
  const token: KnownToken = { view, from: "rehearsal", profile: null, handle: null, unchecked: null };
  const last = known.token;
  return last.error === null && same(last.token, token) ? known : tokenAnswered(known, token, null);
}

function tokenAnswered(known: Known, token: LastToken["token"], error: AppError | null): Known {
  const last = known.token;
  const own = token?.from === "sign-in" ? token : known.own;
  return { ...known, own, token: { token: token ?? last.token, error, serial: last.serial + 1 } };
}

function advanced(running: Running, event: RehearseEvent): Running {
  switch (event.event) {
    case "started":
      return { ...running, current: event.step };
    case "finished":
      return { ...running, current: null, steps: [...running.steps, event] };
    case "sign-in-page":
      return running;
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
