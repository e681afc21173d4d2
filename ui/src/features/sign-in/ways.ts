import { signIn } from "../../text/sign-in";
import type { Way } from "../../window/way";
import { register, waysOfCode } from "../obo/codes";

const text = signIn.ways;

/** Where a sign-in that ended so is put right, the likeliest first. Signing in again is not among them: that is what the page is for. */
export function waysOfSignIn(code: string): readonly Way[] {
  switch (code) {
    case "AADSTS50011":
    case "AADSTS500112":
    case "AADSTS500113":
      return [register(text.redirect, "redirect-uri-mobile-and-desktop")];
    case "AADSTS7000218":
      return [register(text.codes, "allow-public-client-flows")];
    case "sign-in-timed-out":
      // Each of these stays on the browser's page.
      return [...waysOfSignIn("AADSTS50011"), ...waysOfSignIn("AADSTS700016")];
    default:
      return (waysOfCode(code) ?? []).filter(({ errand }) => errand.page !== "sign-in");
  }
}
