import type { AddInView } from "../../src/ipc/bindings/AddInView";
import type { AppError } from "../../src/ipc/bindings/AppError";
import type { SignInEvent } from "../../src/ipc/bindings/SignInEvent";
import type { SignedInView } from "../../src/ipc/bindings/SignedInView";
import { account, addIn, signInPage, signedIn } from "../../src/test/flows";
import type { Answers } from "../../src/test/rust";
import { type Hand, type Scenario, go } from "../scenario";
import { contoso as status, practice } from "./surroundings";

const open = go("sign-in");
const begin =
  (button: string, sees: string) =>
  async (hand: Hand) => {
    await open(hand);
    await hand.click(button);
    await hand.see(sees);
  };

type End = { with: SignedInView } | { rejects: AppError } | null;

/** A sign-in that tells these; `null` goes on. */
const telling =
  (events: readonly SignInEvent[], end: End = null): Answers["sign_in"] =>
  (asked) => {
    events.forEach((event) => asked.events.onmessage(event));
    if (end === null) {
      return new Promise(() => undefined);
    }
    return "with" in end ? Promise.resolve(end.with) : Promise.reject(end.rejects);
  };

const page: SignInEvent = { event: "page", url: signInPage };
const nothing: SignInEvent = {
  event: "nothing-came-back",
  perhaps: [
    {
      code: "AADSTS50011",
      meaning: "the redirect URI is not among those of the registration",
      sent: "redirect URI http://localhost (Mobile and desktop applications)",
      fix: ["add http://localhost under Mobile and desktop applications"],
    },
    {
      code: "AADSTS700016",
      meaning: "the tenant does not know the client ID",
      sent: `client ID ${addIn.client_id}`,
      fix: ["copy the client ID again", "look whether the tenant is the one that the app is registered in"],
    },
  ],
};
/** How Rust leaves the step: refused by Entra, or not tried. */
const ends = (state: "fail" | "warn") => ({
  ...status,
  steps: status.steps.map((each) => (each.step === "sign-in" ? { ...each, state, says: null } : each)),
});
const accounts = [account("adelev@contoso.com"), account("meganb@contoso.com", "0f0c1f8e-1111-4e86-a2d9-60c48b19f7e2")];

/** From now, as Rust writes times. */
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
const done: SignedInView = {
  ...signedIn,
  expires: minutes(75),
  token: signedIn.token && { ...signedIn.token, issued: minutes(0), expires: minutes(75) },
};

const longUser = "adele.vance_travel-and-expenses.contoso-international.example#EXT#@contosointernationalgroup.onmicrosoft.com";
const longScope = `api://addin-travel-and-expenses.finance.emea.contoso-international.example:44355/${addIn.client_id}/access_as_user`;
const veryLong: AddInView = {
  ...addIn,
  name: "Contoso Travel and Expenses for Everybody in Every Department of Every Subsidiary of the Contoso Group Worldwide, 2026",
  scope: longScope,
  accounts: [
    account(longUser),
    ...Array.from({ length: 99 }, (_, at) => account(`user-${at}@contoso.com`, `0f0c1f8e-1111-4e86-a2d9-60c48b19f7${at + 100}`)),
  ],
};

export const signIn: readonly Scenario[] = [
  { name: "sign-in-empty", answers: { status, add_in: addIn }, steps: open },
  {
    name: "sign-in-no-add-in",
    answers: {
      status,
      add_in: {
        rejects: {
          code: "fact-missing",
          message: "the Application (client) ID is not known: no registration is in this profile",
          hint: "make or read the registration under Register",
        },
      },
    },
    steps: async (hand) => {
      await open(hand);
      await hand.see("set-up");
    },
  },
  {
    name: "sign-in-practice-off",
    answers: {
      status: practice,
      add_in: {
        rejects: {
          code: "practice-not-running",
          message: "the practice tenant does not run. Nobody answers at its address",
          hint: "switch it on in the top bar, or start it with hallpass practice start",
        },
      },
    },
    steps: async (hand) => {
      await open(hand);
      await hand.see("look-at-practice");
    },
  },
  {
    name: "sign-in-sign-out-locked",
    answers: {
      status,
      add_in: { ...addIn, accounts },
      sign_out: ({ events }) => {
        events.onmessage({ event: "keyring-locked", seconds: 60 });
        return new Promise(() => undefined);
      },
    },
    steps: async (hand) => {
      await open(hand);
      await hand.see("accounts");
      await hand.click("sign-out-all");
      (await hand.see("sign-out-stop")).scrollIntoView({ block: "end" });
    },
  },
  {
    name: "sign-in-accounts",
    answers: { status, add_in: { ...addIn, accounts } },
    steps: async (hand) => {
      await open(hand);
      await hand.see("accounts");
    },
  },
  {
    name: "sign-in-long",
    answers: { status, add_in: veryLong },
    steps: async (hand) => {
      await open(hand);
      await hand.see("accounts");
    },
  },
  {
    name: "sign-in-waiting",
    answers: { status, add_in: addIn, sign_in: telling([page]) },
    steps: begin("sign-in", "sign-in-url"),
  },
  {
    name: "sign-in-exchanging",
    answers: { status, add_in: addIn, sign_in: telling([page, { event: "exchanging" }]) },
    steps: begin("sign-in", "sign-in-exchange"),
  },
  {
    name: "sign-in-nothing-came-back",
    answers: { status, add_in: addIn, sign_in: telling([page, { event: "browser-not-started" }, nothing]) },
    steps: async (hand) => {
      await begin("sign-in", "nothing-came-back")(hand);
      (await hand.see("nothing-came-back")).querySelector("details")?.setAttribute("open", "");
      (await hand.see("nothing-came-back")).scrollIntoView({ block: "end" });
    },
  },
  {
    name: "sign-in-device",
    answers: {
      status,
      add_in: addIn,
      sign_in: telling([
        {
          event: "device-code",
          user_code: "F7QK3MZXB",
          verification_uri: "https://microsoft.com/devicelogin",
          expires_in_seconds: 878,
          message: null,
        },
      ]),
    },
    steps: begin("device-start", "device-code"),
  },
  {
    name: "sign-in-keyring-locked",
    answers: { status, add_in: addIn, sign_in: telling([page, { event: "exchanging" }, { event: "checking" }, { event: "keyring-locked", seconds: 90 }]) },
    steps: begin("sign-in", "sign-in-progress"),
  },
  {
    name: "sign-in-done",
    answers: { status, add_in: { ...addIn, accounts }, sign_in: telling([page, { event: "checking" }], { with: done }) },
    steps: begin("sign-in", "see-token"),
  },
  {
    name: "sign-in-not-kept",
    answers: {
      status,
      add_in: addIn,
      sign_in: telling([page, { event: "checking" }], {
        with: {
          ...signedIn,
          kept: {
            state: "nowhere",
            why: { code: "keyring-absent", message: "there is no keyring on this computer", hint: "install one, such as gnome-keyring" },
          },
        },
      }),
    },
    steps: begin("sign-in", "not-kept"),
  },
  {
    name: "sign-in-offline",
    answers: {
      status: ends("warn"),
      add_in: addIn,
      sign_in: telling([], {
        rejects: {
          code: "host-not-found",
          message: "login.microsoftonline.com has no address: this computer may be offline",
          hint: "connect to the network, and try again; behind a proxy set HTTPS_PROXY",
        },
      }),
    },
    steps: begin("sign-in", "sign-in-retry"),
  },
  {
    name: "sign-in-failed",
    answers: {
      status: ends("fail"),
      add_in: addIn,
      sign_in: telling([page], {
        rejects: {
          code: "AADSTS50105",
          message: "the user is not assigned to the application: only those that were may sign in",
          hint: "assign the user under Enterprise applications, Users and groups",
        },
      }),
    },
    steps: begin("sign-in", "sign-in-retry"),
  },
];
