// {{ heading }}
//
// Nested app authentication: Office brokers the token between MSAL in this page and Entra. The registration has the redirect
// URI brk-multihub://{{ domain }} as single-page application.
//
//% if legacy_sso
//   import { callApi } from "./auth.js";
//   button.onclick = async () => {
//     try { show(await callApi("/api/graph-data")); } catch (error) { show(error.message); }
//   };
//% else
//   import { callGraph } from "./auth.js";
//   button.onclick = async () => {
//     try { show(await callGraph("{{ graph_call }}")); } catch (error) { show(error.message); }
//   };
//% endif
//
// Call it on a click and not when the page opens: a window may have to ask the user something.

import { createNestablePublicClientApplication } from "@azure/msal-browser";

import { ALSO_CONSENT, SCOPES, msalConfig } from "./entra.js";
import { tokenFromDialog } from "./fallback.js";
import { SsoError } from "./office-errors.js";

/** Errors of MSAL's that no dialog would mend; words for the user. */
const TOLD = {
  user_canceled: "You did not finish signing in. Try again whenever you like.", // nested
  user_cancelled: "You did not finish signing in. Try again whenever you like.", // in a window of the browser's
  access_denied: "The sign-in was declined. Try again whenever you like.",
  popup_window_error: "The browser blocked the sign-in. Allow pop-up windows for this page, then try again.",
  empty_window_error: "The browser blocked the sign-in. Allow pop-up windows for this page, then try again.",
  no_network_connectivity: "There is no network. Try again when there is.",
};

let app;

/** Made once, and only after Office.onReady. */
function msal() {
  app ??= createNestablePublicClientApplication(msalConfig).catch((error) => {
    app = undefined;
    throw error;
  });
  return app;
}

/** The end of the last call: MSAL asks the user one thing at a time. */
let last = Promise.resolve();

/**
 * A token for the scopes of entra.js. MSAL keeps it until it ends: ask each time, keep it nowhere.
 *
 * @param claims what Entra or the server wants of this sign-in
 * @param consent whether the user has to agree to what the add-in may read
 * @param interaction whether the user has to be asked, so that no kept token will do
 * @param refresh whether the kept one is of no use
 * @throws {SsoError} with a message for the user
 */
export function accessToken({ claims, consent = false, interaction = false, refresh = false } = {}) {
  const token = last.then(() => ask({ claims, consent, interaction, refresh }));
  last = token.catch(() => {});
  return token;
}

async function ask({ claims, consent, interaction, refresh }) {
  await Office.onReady();
  // Older Office, and hosts without it: never required in the manifest, which would hide the add-in there.
  if (!Office.context.requirements.isSetSupported("NestedAppAuth", "1.1")) return tokenFromDialog({ claims, consent });
  const request = { scopes: SCOPES, claims, forceRefresh: refresh };
  const client = await msal();
  if (!consent && !interaction) {
    const silent = await silently(client, request).catch(() => undefined);
    if (silent) return silent.accessToken;
  }
  try {
    const asked = { ...request, extraScopesToConsent: ALSO_CONSENT, ...(consent && { prompt: "consent" }) };
    return (await client.acquireTokenPopup(asked)).accessToken;
  } catch (error) {
    const words = TOLD[error.errorCode];
    if (words) throw new SsoError(error.errorCode, words);
    // Such as nested_app_auth_bridge_disabled.
    console.error(`acquireTokenPopup: ${error.errorCode ?? error.name}`);
    return tokenFromDialog({ claims, consent });
  }
}

/** Word, Excel and PowerPoint on the web sign in as a browser does, and need to be told who is there. */
async function silently(client, request) {
  const [account] = client.getAllAccounts();
  if (account) return client.acquireTokenSilent({ ...request, account });
  const loginHint = await userName();
  return loginHint ? client.ssoSilent({ ...request, loginHint }) : client.acquireTokenSilent(request);
}

async function userName() {
  try {
    return (await Office.auth.getAuthContext()).userPrincipalName;
  } catch {
    return undefined; // a host without it
  }
}
//% if legacy_sso

/**
 * Posts to the add-in's own server as the signed-in user.
 *
 * @param {string} path on this page's own origin
 * @returns what the server answers, as JSON
 * @throws {SsoError} with a message for the user
 */
export async function callApi(path) {
  let asked = {};
  for (let attempt = 1; ; attempt += 1) {
    const token = await accessToken(asked);
    const answer = await send(path, { method: "POST", headers: { Authorization: `Bearer ${token}` } });
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) return body;
    const { code = "server_failed", message = `The add-in's server answered ${answer.status}.`, claims } = body;
    const mayHelp = ["claims_challenge", "consent_required", "interaction_required", "token_expired"].includes(code);
    if (attempt === 2 || !mayHelp) throw new SsoError(code, message);
    asked = {
      claims,
      consent: code === "consent_required",
      interaction: code === "interaction_required",
      refresh: code === "token_expired",
    };
  }
}
//% else

/**
 * @param {string} path what stands after `/v1.0`, such as `/me`
 * @returns what Microsoft Graph answers, as JSON
 * @throws {SsoError} with a message for the user
 */
export async function callGraph(path) {
  const token = await accessToken();
  const answer = await send("{{ graph }}/v1.0" + path, { headers: { Authorization: `Bearer ${token}` } });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  const wait = answer.headers.get("Retry-After");
  const later = wait ? ` Try again in ${wait} seconds.` : "";
  throw new SsoError(body.error?.code ?? "graph_failed", `Microsoft Graph answered ${answer.status}.${later}`);
}
//% endif

async function send(address, request) {
  try {
    return await fetch(address, { ...request, cache: "no-store" });
  } catch {
    throw new SsoError("server_unreachable", "The server cannot be reached. Check the network, then try again.");
  }
}
