// {{ heading }}
//
// What MSAL needs to know. Nothing here is secret.

export const msalConfig = {
  auth: {
    clientId: "{{ client_id }}",
    authority: "{{ authority }}",
    knownAuthorities: ["{{ authority_host }}"],
    redirectUri: new URL("/{{ dialog_page }}", location.origin).href,
  },
  // So that a dialog finds the account of the last one.
  cache: { cacheLocation: "localStorage" },
};
//% if legacy_sso

/**
 * Of the add-in's own API. By the client ID and not by the Application ID URI: an app may renew a token for its own API in
 * this way alone (else AADSTS90009).
 */
export const SCOPES = ["{{ client_id }}/{{ scope_name }}"];

/** What the server asks for on behalf of the user, who can agree to it nowhere but in the page. */
export const ALSO_CONSENT = [
  //% for scope in graph_scopes
  "{{ scope }}",
  //% endfor
];
//% else

/** Of Microsoft Graph. `openid` and `profile` alone are not enough for nested app authentication. */
export const SCOPES = [
  //% for scope in graph_scopes
  "{{ scope }}",
  //% endfor
];

/** There is no server that asks for more. */
export const ALSO_CONSENT = [];
//% endif
