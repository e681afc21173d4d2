import type { Channel } from "@tauri-apps/api/core";
import { mockIPC } from "@tauri-apps/api/mocks";

import type { AppError } from "../ipc/bindings/AppError";
import type { Commands } from "../ipc/commands";
import { freshStatus, nothingKept } from "./views";

type Asked<Name extends keyof Commands> = Commands[Name]["args"] &
  (Commands[Name] extends { event: infer Event } ? { events: Channel<Event> } : unknown);

type Answer<Name extends keyof Commands> =
  | Commands[Name]["result"]
  | { rejects: AppError | string }
  | ((asked: Asked<Name>) => Promise<Commands[Name]["result"]>);

export type Answers = { [Name in keyof Commands]: Answer<Name> };

/** A Rust side that was just started. */
const fresh: Answers = {
  about: { version: "1.2.3" },
  add_in: { rejects: "no add-in in this test" },
  before_on_behalf_of: { rejects: "no add-in in this test" },
  cancel: null,
  cancel_rehearsal: null,
  check_token: { rejects: "no token in this test" },
  copy: null,
  copy_own_token: null,
  exchange: { rejects: "no exchange in this test" },
  foresee: null,
  inspect_clipboard: { rejects: "nothing was copied" },
  open_in_browser: null,
  opening: nothingKept,
  pick: null,
  practice: null,
  rehearse: { rejects: "no rehearsal in this test" },
  sign_in: { rejects: "no sign-in in this test" },
  sign_in_again: { rejects: "no sign-in in this test" },
  sign_out: { rejects: "no sign-in in this test" },
  status: freshStatus,
};

/** Stands in for the Rust side: each command answers with a value, rejects as Rust would, or does what a test says.
 * Returns the names of the commands that were called, as they come. */
export function rustAnswers(answers: Partial<Answers>): string[] {
  const called: string[] = [];
  mockIPC(
    (name, asked) => {
      called.push(name);
      const answer: unknown = { ...fresh, ...answers }[name as keyof Commands];
      if (typeof answer === "function") {
        return answer(asked);
      }
      if (typeof answer === "object" && answer !== null && "rejects" in answer) {
        return Promise.reject(answer.rejects);
      }
      return answer;
    },
    { shouldMockEvents: true },
  );
  return called;
}
