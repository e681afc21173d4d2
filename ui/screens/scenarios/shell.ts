import type { Scenario } from "../scenario";
import { contoso, many, practice } from "./surroundings";

export const shell: readonly Scenario[] = [
  { name: "overview-first-run" },
  { name: "overview-practice", answers: { status: practice } },
  { name: "shell-search", answers: { status: contoso }, steps: ({ click }) => click("search") },
  { name: "shell-profiles", answers: { status: contoso }, steps: ({ click }) => click("profile") },
  { name: "shell-many-profiles", answers: { status: many }, steps: ({ click }) => click("profile") },
  { name: "shell-environments", answers: { status: contoso }, steps: ({ click }) => click("environment") },
  {
    name: "shell-paste",
    answers: { status: contoso },
    steps: async ({ paste, see }) => {
      paste("AADSTS65001: The user or administrator has not consented");
      await see("notice");
    },
  },
];
