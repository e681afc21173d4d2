import type { Scenario } from "../scenario";
import { contoso, many, practice } from "./surroundings";

/** From now, as Rust writes times. */
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();

export const shell: readonly Scenario[] = [
  {
    name: "shell-token-left",
    answers: { status: { ...contoso, token: { issued: minutes(-28), expires: minutes(47) } } },
  },
  {
    name: "shell-says-much",
    answers: {
      status: {
        ...contoso,
        steps: [
          { step: "register", state: "warn", says: "Anwendungs-ID-URI stimmt nicht mit Domänenregistrierungseintrag überein" },
          { step: "manifest", state: "fail", says: "Resource names a page that is not on https" },
          { step: "sign-in", state: "fail", says: "The user or an administrator has not consented to use the application" },
          { step: "token", state: "warn", says: "Gültigkeitsdauerüberschreitungswarnungseinstellungen" },
          { step: "on-behalf-of", state: "fail", says: "The provided client secret keys for the app are expired" },
        ],
      },
    },
  },
  { name: "shell-practice", answers: { status: { ...practice, token: { issued: minutes(-28), expires: minutes(47) } } } },
  { name: "shell-search", answers: { status: contoso }, steps: ({ click }) => click("search") },
  { name: "shell-profiles", answers: { status: contoso }, steps: ({ click }) => click("profile") },
  { name: "shell-many-profiles", answers: { status: many }, steps: ({ click }) => click("profile") },
  { name: "shell-environments", answers: { status: contoso }, steps: ({ click }) => click("environment") },
  {
    name: "shell-profile-not-read",
    answers: {
      status: {
        ...contoso,
        error: { code: "profile-not-readable", message: "could not read profiles/contoso.toml: line 3 is no TOML", hint: "mend the line, or restore the file" },
      },
    },
    steps: async ({ click, see }) => {
      await click("page-activity");
      await see("profile-not-read");
    },
  },
  {
    name: "shell-paste",
    answers: { status: contoso },
    steps: async ({ paste, see }) => {
      paste("AADSTS65001: The user or administrator has not consented");
      await see("notice");
    },
  },
];
