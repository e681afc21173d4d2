import type { Scenario } from "../scenario";
import { activity } from "./activity";
import { register } from "./register";
import { settings } from "./settings";
import { shell } from "./shell";

/** Every state of every page that is looked at; a file a page. */
export const scenarios: readonly Scenario[] = [...shell, ...activity, ...register, ...settings];
