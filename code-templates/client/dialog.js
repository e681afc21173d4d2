// {{ heading }}
//
// In the fallback dialog: signs the user in with MSAL, and hands a token for the add-in's own server to the page that
// opened the dialog. Entra comes back to this same page.

import { PublicClientApplication } from "@azure/msal-browser";

const CLIENT_ID = "{{ client_id }}";

// By the client ID and not by the Application ID URI: so an app may renew a token for its own API (else AADSTS90009).
const SCOPES = ["{{ client_id }}/{{ scope_name }}"];

/** What the server asks for on behalf of the user: here is the one place where the user can agree to it. */
const GRAPH_SCOPES = [
  //% for scope in graph_scopes
  "{{ graph }}/{{ scope }}",
  //% endfor
];

const msal = new PublicClientApplication({
  auth: {
    clientId: CLIENT_ID,
    authority: "{{ authority }}",
    knownAuthorities: ["{{ authority_host }}"],
    redirectUri: location.origin + location.pathname,
  },
  // So that the next dialog finds the account, and closes by itself.
  cache: { cacheLocation: "localStorage" },
});

async function signIn() {
  await msal.initialize();
  const returned = await msal.handleRedirectPromise({ navigateToLoginRequestUrl: false });
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
    extraScopesToConsent: GRAPH_SCOPES,
    claims,
    loginHint: account?.username,
    ...(consent && { prompt: "consent" }),
  });
  return undefined;
}

/** To this origin alone; Office before DialogOrigin 1.1 knows only one parent, of the same origin. */
function answer(message) {
  const options = { targetOrigin: location.origin };
  const text = JSON.stringify(message);
  if (Office.context.requirements.isSetSupported("DialogOrigin", "1.1")) Office.context.ui.messageParent(text, options);
  else Office.context.ui.messageParent(text);
}

Office.onReady(async () => {
  try {
    const token = await signIn();
    if (token) answer({ token });
  } catch (error) {
    console.error(`${error.errorCode ?? error.name}: ${error.errorMessage ?? error.message}`);
    answer({ code: error.errorCode ?? error.name, words: "The sign-in did not succeed. Try again." });
  }
});
