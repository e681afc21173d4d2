import type { Channel } from "@tauri-apps/api/core";
import { mockIPC } from "@tauri-apps/api/mocks";

import type { AppError } from "../ipc/bindings/AppError";
import type { Commands } from "../ipc/commands";
import { freshRegister } from "./register";
import { nothingCompared } from "./agreements";
import * as settings from "./settings";
import { freshStatus, nothingKept } from "./views";

type Asked<Name extends keyof Commands> = Commands[Name]["args"] &
  (Commands[Name] extends { event: infer Event } ? { events: Channel<Event> } : unknown);

type Answer<Name extends keyof Commands> =
  | Commands[Name]["result"]
  | { rejects: AppError | string }
  | ((asked: Asked<Name>) => Promise<Commands[Name]["result"]>);

export type Answers = { [Name in keyof Commands]: Answer<Name> };

/** A function, so that the names stand apart from those of other pages. */
function settingsOfFresh() {
  return {
    add_certificate: [],
    certificates: { files: [], keyring_error: null, kept: [] },
    contacts: settings.contacts,
    delete_certificate: [],
    delete_profile: { rejects: "no profile to delete in this test" },
    delete_written: [],
    environments: settings.environments,
    export_profile: [],
    general: settings.general,
    import_profile: [],
    leaving_with_profile: { rejects: "no profile to delete in this test" },
    look_at_cloud: settings.otherCloud,
    move_practice_time: settings.room,
    practice_room: null,
    profiles: [settings.nothingKnown],
    reset_practice: settings.room,
    set_at_login: null,
    set_notifications: null,
    set_theme: null,
    show_written: null,
    sign_in_without_asking: settings.room,
    switch_fault: settings.room,
    undo_written_file: false,
    use_cloud_of_file: freshStatus,
    written: settings.nothingWritten,
  } satisfies Partial<Answers>;
}

/** A Rust side that was just started. */
export const fresh: Answers = {
  about: { version: "1.2.3" },
  ...settingsOfFresh(),
  activity: { entries: [], older: false },
  cancel: null,
  cancel_rehearsal: null,
  choose_cloud: freshStatus,
  choose_profile: freshStatus,
  clear_activity: null,
  close_registration: freshRegister,
  copy: null,
  delete_registration: { rejects: "no registration in this test" },
  delete_secret: { rejects: "no secret in this test" },
  export_activity: 0,
  fetch_registration: { rejects: "no registration in this test" },
  import_registration: { rejects: "no registration in this test" },
  import_secret: { rejects: "no secret in this test" },
  agreement: nothingCompared,
  check_port: { rejects: "no port in this test" },
  close_project: null,
  diagnose: { rejects: "nothing is diagnosed in this test" },
  add_in: { rejects: "no add-in in this test" },
  before_on_behalf_of: { rejects: "no add-in in this test" },
  check_token: { rejects: "no token in this test" },
  copy_own_token: null,
  exchange: { rejects: "no exchange in this test" },
  foresee: null,
  inspect_clipboard: { rejects: "nothing was copied" },
  manifest_apply: { rejects: "no manifest in this test" },
  manifest_check_text: { rejects: "no manifest in this test" },
  manifest_choices: [],
  manifest_close: null,
  manifest_lines: [],
  manifest_markup: "<WebApplicationInfo/>",
  manifest_new: { rejects: "no manifest in this test" },
  manifest_open: { rejects: "no manifest in this test" },
  manifest_shown: null,
  manifest_undo: { rejects: "no manifest in this test" },
  manifest_want: { rejects: "no manifest in this test" },
  keep_secret: { rejects: "no secret in this test" },
  known_permissions: ["openid", "profile", "User.Read", "Files.Read", "Mail.Read"],
  open_in_browser: null,
  open_project: { rejects: "no project in this test" },
  opening: nothingKept,
  pick: null,
  plan_code: { files: [], install: null, environment: [], notes: [] },
  plan_rendering: "",
  recognise_path: "other",
  rule: { rejects: "no rule in this test" },
  practice: null,
  register: freshRegister,
  project: null,
  rehearse: { rejects: "no rehearsal in this test" },
  run_registration: { rejects: "no registration in this test" },
  secrets: { keyring: "open", error: null, kept: [] },
  set_fact: freshRegister,
  set_secret_end: { rejects: "no secret in this test" },
  sign_in: { rejects: "no sign-in in this test" },
  sign_in_again: { rejects: "no sign-in in this test" },
  sign_out: { rejects: "no sign-in in this test" },
  status: freshStatus,
  switch_practice: freshStatus,
  tick_value: freshRegister,
  write_code: { rejects: "no folder in this test" },
  undo_registration: { rejects: "no registration in this test" },
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
