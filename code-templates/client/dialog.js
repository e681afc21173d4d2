// In the fallback dialog: signs the user in with MSAL, and hands the token to the page that opened the dialog. Entra comes
// back to this same page, whether it was asked from here, from a hidden frame or from a pop-up window of MSAL's.

import { PublicClientApplication } from "@azure/msal-browser";
import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";

import { ALSO_CONSENT, SCOPES, msalConfig } from "./entra.js";

/** @returns the token; undefined where the page is left for Entra's */
async function signIn() {
  const msal = new PublicClientApplication(msalConfig);
  await msal.initialize();
  const returned = await msal.handleRedirectPromise();
  if (returned) return returned.accessToken;
  const asked = new URLSearchParams(location.search);
  const claims = asked.get("claims") ?? undefined;
  const consent = asked.has("consent");
  const [account] = msal.getAllAccounts();
  if (account && !claims && !consent) {
    const silent = await msal.acquireTokenSilent({ scopes: SCOPES, account }).catch(() => undefined);
    if (silent) return silent.accessToken;
  }
  await msal.loginRedirect({
    scopes: SCOPES,
    extraScopesToConsent: ALSO_CONSENT,
    claims,
    loginHint: account?.username,
    ...(consent && { prompt: "consent" }),
  });
  return undefined;
}

/** To this origin alone; Office before DialogOrigin 1.1 knows no other parent. */
function answer(message) {
  const text = JSON.stringify(message);
  if (Office.context.requirements.isSetSupported("DialogOrigin", "1.1")) {
    Office.context.ui.messageParent(text, { targetOrigin: location.origin });
  } else {
    Office.context.ui.messageParent(text);
  }
}

if (/[#&](code|error)=/.test(location.hash)) {
  // Passed on to whoever waits for it: of a redirect, that is this page, opened once more.
  await broadcastResponseToMainFrame();
} else {
  await Office.onReady();
  try {
    const token = await signIn();
    if (token) answer({ token });
  } catch (error) {
    console.error(`${error.errorCode ?? error.name}: ${error.errorMessage ?? error.message}`);
    answer({ code: error.errorCode ?? error.name, words: "The sign-in did not succeed. Try again." });
  }
}
