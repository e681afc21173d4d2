import type { Scenario } from "../scenario";
import { activity } from "./activity";
import { diagnose } from "./diagnose";
import { manifest } from "./manifest";
import { overview } from "./overview";
import { onBehalfOf } from "./on-behalf-of";
import { register } from "./register";
import { settings } from "./settings";
import { shell } from "./shell";
import { signIn } from "./sign-in";
import { token } from "./token";
import { tour } from "./tour";

/** Every state of every page that is looked at; a file a page. */
export const scenarios: readonly Scenario[] = [
  ...shell,
  ...overview,
  ...register,
  ...manifest,
  ...diagnose,
  ...activity,
  ...settings,
  ...onBehalfOf,
  ...signIn,
  ...token,
  ...tour,
];
