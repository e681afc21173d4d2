// {{ heading }}
//
// Single sign-on from the add-in's page: Office's token to the add-in's own server, Graph's data back.
//
//   import { callApi } from "./sso.js";
//   button.onclick = async () => {
//     try { show(await callApi("/api/graph-data")); } catch (error) { show(error.message); }
//   };
//
// Call it on a click and not when the page opens: Office or the dialog may ask the user something.

import { tokenFromDialog } from "./fallback.js";
import { SsoError, officeError } from "./office-errors.js";

/**
 * Posts to the add-in's own server as the signed-in user.
 *
 * @param {string} path on this page's own origin
 * @returns what the server answers, as JSON
 * @throws {SsoError} with a message for the user
 */
export async function callApi(path) {
  await Office.onReady();
  if (!Office.context.requirements.isSetSupported("IdentityAPI", "1.3")) return callWithDialog(path);
  // Each remedy once, so that nothing goes round in circles (Office answers that with 13013).
  const tried = new Set();
  const isNew = (remedy) => !tried.has(remedy) && Boolean(tried.add(remedy));
  let options = { forMSGraphAccess: true };
  for (;;) {
    let token;
    try {
      token = await accessToken(options);
    } catch (error) {
      const { action, message, advice } = officeError(error.code);
      if (advice) console.error(`getAccessToken ${error.code}: ${advice}`);
      if (action === "tell") throw new SsoError(error.code, message);
      if (action === "without-graph" && isNew(action)) options = { ...options, forMSGraphAccess: false };
      else if (action === "again" && isNew(action)) continue;
      else return callWithDialog(path);
      continue;
    }
    const { data, error } = await post(path, token);
    if (!error) return data;
    if (error.code === "token_expired" && isNew(error.code)) continue;
    if (error.code === "claims_challenge" && isNew(error.code)) options = { ...options, authChallenge: error.claims };
    else if (needsDialog(error)) return callWithDialog(path, error);
    else throw new SsoError(error.code, error.message);
  }
}

/** The end of the last call: while one runs, Office on the web refuses a second (13008). */
let last = Promise.resolve();

/**
 * Office keeps the token and renews it: it is asked for each time, and kept nowhere here. Office writes into the options, so
 * that they are a new object each time.
 */
function accessToken(options) {
  const ask = () => Office.auth.getAccessToken({ allowSignInPrompt: true, allowConsentPrompt: true, ...options });
  const token = last.then(ask);
  last = token.catch(() => {});
  return token;
}

/** Where Office has no token for the server: the user signs in once more, in a dialog. */
async function callWithDialog(path, challenge = {}) {
  let asked = challenge;
  for (let attempt = 1; ; attempt += 1) {
    const token = await tokenFromDialog({ claims: asked.claims, consent: asked.code === "consent_required" });
    const { data, error } = await post(path, token);
    if (!error) return data;
    if (attempt === 2 || !needsDialog(error)) throw new SsoError(error.code, error.message);
    asked = error;
  }
}

function needsDialog({ code }) {
  return ["claims_challenge", "consent_required", "interaction_required"].includes(code);
}

async function post(path, token) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    cache: "no-store",
    credentials: "same-origin",
  }).catch(() => {
    throw new SsoError("server_unreachable", "The add-in's server cannot be reached. Check the network, then try again.");
  });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return { data: body };
  const { code = "server_failed", message = `The add-in's server answered ${answer.status}.`, claims } = body;
  return { error: { code, message, claims } };
}
