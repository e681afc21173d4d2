// {{ heading }}
//
// ON-PREMISES Exchange only: Exchange Online issues no identity tokens since October 2025. There, take nested app
// authentication: hallpass code --for client-naa.
//
// In the add-in's page: who is the user of this mailbox, for the add-in's own server?
//
//   import { currentUser, logOn } from "./identity.js";
//   const user = await currentUser();                  // undefined: the server does not know this mailbox yet
//   if (!user) await logOn(nameField.value, passwordField.value);

/** An error whose message is for the user. */
export class IdentityError extends Error {
  /** @param {number|string} code Office's number, or the server's word */
  constructor(code, message) {
    super(message);
    this.name = "IdentityError";
    this.code = code;
  }
}

/** Outlook keeps the token and renews it: it is asked for each time, and kept nowhere here. */
async function identityToken() {
  await Office.onReady();
  const { mailbox } = Office.context;
  // Known from Mailbox 1.6 on.
  const { accountType } = mailbox.userProfile;
  if (accountType && accountType !== "enterprise") {
    throw new IdentityError("not_on_premises", "This add-in can sign in only where the mailbox is on your own Exchange server.");
  }
  return new Promise((resolve, reject) => {
    mailbox.getUserIdentityTokenAsync(({ status, value, error }) => {
      if (status === Office.AsyncResultStatus.Succeeded) return resolve(value);
      // 9017, 9018 and 9042: the server issues none.
      console.error(`getUserIdentityTokenAsync ${error.code}: ${error.name}`);
      return reject(new IdentityError(error.code, "Your mail server did not tell this add-in who you are."));
    });
  });
}

/** @returns the user, as the server answers; undefined where somebody must log on first, once */
export async function currentUser() {
  const { status, body } = await post("/api/exchange/user");
  if (status === 200) return body;
  if (body.code === "log_on_needed") return undefined;
  throw new IdentityError(body.code ?? "server_failed", body.message ?? `The add-in's server answered ${status}.`);
}

/** Logs on to the add-in's own account; from then on the server knows the mailbox. */
export async function logOn(name, password) {
  const { status, body } = await post("/api/exchange/log-on", { name, password });
  if (status === 200) return body;
  throw new IdentityError(body.code ?? "server_failed", body.message ?? `The add-in's server answered ${status}.`);
}

async function post(path, content) {
  const token = await identityToken();
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(content ?? {}), cache: "no-store" });
  return { status: answer.status, body: await answer.json().catch(() => ({})) };
}
