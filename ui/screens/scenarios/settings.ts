import * as given from "../../src/test/settings";
import { practiceStatus } from "../../src/test/views";
import type { SettingsSection } from "../../src/window/errand";
import { type Hand, type Scenario, go } from "../scenario";
import { contoso, many, practice } from "./surroundings";

const to = (section: SettingsSection, sees: string) => async (hand: Hand) => {
  await go("settings")(hand);
  await hand.click(`section-${section}`);
  await hand.see(sees);
};

const long = "contoso-travel-and-expenses-for-everybody-in-every-department-of-every-subsidiary";

export const settings: readonly Scenario[] = [
  { name: "settings-general", answers: { status: contoso, general: given.general }, steps: to("general", "theme") },
  {
    name: "settings-general-error",
    answers: {
      status: contoso,
      general: {
        ...given.general,
        error: {
          code: "settings-not-readable",
          message: "could not read ~/.config/hallpass/settings.toml: line 2: unknown field `colour`",
          hint: "mend it, or move it away to begin with what holds without it; it was left as it is",
        },
      },
    },
    steps: to("general", "failure"),
  },
  {
    name: "settings-profiles-many",
    answers: {
      status: many,
      profiles: [
        given.listed("broken", {
          error: { code: "profile-not-readable", message: "could not read it: line 3: unknown field `domian`", hint: null },
        }),
        given.listed(long, { name: many.add_in, domain: "expenses.internal.subsidiary.contoso.com:44300", chosen: true }),
        ...many.profiles.map((name) => given.listed(name)),
      ],
    },
    steps: to("profiles", "profiles-filter"),
  },
  {
    name: "settings-profile-delete",
    answers: {
      status: contoso,
      profiles: [given.listed("contoso", { chosen: true }), { ...given.nothingKnown, chosen: false }],
      leaving_with_profile: {
        profile: "contoso",
        keyring_entries: [`Hallpass: contoso/client-secret/${given.clientId}`],
        registration: given.clientId,
        was_chosen: true,
      },
    },
    steps: async (hand) => {
      await to("profiles", "profile-delete-contoso")(hand);
      await hand.click("profile-delete-contoso");
      await hand.see("leaving");
    },
  },
  {
    name: "settings-environments",
    answers: { status: contoso },
    steps: async (hand) => {
      await to("environments", "cloud-path")(hand);
      await hand.type("cloud-path", "~/add-ins/cloud.toml");
      await hand.click("cloud-go");
      (await hand.see("cloud-found")).scrollIntoView({ block: "end" });
    },
  },
  {
    name: "settings-certificates",
    answers: { status: contoso, certificates: given.certificates },
    steps: to("certificates", "certificate-development"),
  },
  {
    name: "settings-certificates-locked",
    answers: {
      status: contoso,
      certificates: {
        ...given.certificates,
        keyring_error: { code: "keyring-locked", message: "the keyring is locked", hint: "unlock it" },
        kept: given.certificates.kept.map((kept) => ({ ...kept, in_keyring: null })),
      },
    },
    steps: async (hand) => {
      await to("certificates", "certificate-development")(hand);
      (await hand.see("certificate-go")).scrollIntoView({ block: "end" });
    },
  },
  {
    name: "settings-practice",
    answers: { status: { ...practice, practice: practiceStatus.practice }, practice_room: given.room },
    steps: to("practice", "faults"),
  },
  {
    name: "settings-practice-error",
    answers: {
      status: {
        ...contoso,
        practice: {
          state: "not-started",
          why: {
            code: "practice-port",
            message: "the practice tenant could not start: no pair of ports is free",
            hint: "free a port on 127.0.0.1, or let the practice tenant choose with --port 0",
          },
        },
      },
    },
    steps: to("practice", "failure"),
  },
  {
    name: "settings-privacy",
    answers: { status: contoso, written: given.written },
    steps: to("privacy", "part-cache-keys"),
  },
  {
    name: "settings-privacy-written",
    answers: { status: contoso, written: given.written },
    steps: async (hand) => {
      await to("privacy", "part-cache-keys")(hand);
      (await hand.see("at-login-off")).scrollIntoView({ block: "end" });
    },
  },
];
