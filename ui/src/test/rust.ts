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
  activity: [],
  cancel: null,
  cancel_rehearsal: null,
  choose_cloud: freshStatus,
  choose_profile: freshStatus,
  clear_activity: null,
  copy: null,
  export_activity: 0,
  inspect_clipboard: { rejects: "nothing was copied" },
  manifest_apply: { rejects: "no manifest in this test" },
  manifest_check_text: { rejects: "no manifest in this test" },
  manifest_close: null,
  manifest_lines: [],
  manifest_markup: "<WebApplicationInfo/>",
  manifest_new: { rejects: "no manifest in this test" },
  manifest_open: { rejects: "no manifest in this test" },
  manifest_shown: null,
  manifest_undo: { rejects: "no manifest in this test" },
  manifest_want: { rejects: "no manifest in this test" },
  open_in_browser: null,
  opening: nothingKept,
  pick: null,
  recognise_path: "other",
  practice: null,
  rehearse: { rejects: "no rehearsal in this test" },
  status: freshStatus,
  switch_practice: freshStatus,
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
