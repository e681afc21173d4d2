// The add-in's page as `hallpass code --for client-naa` writes it, in front of an Office, an MSAL, a server and a dialog that
// answer by a table: node page-naa.mjs FOLDER api|graph. In FOLDER/node_modules stands for MSAL what hands out `globalThis.msal`.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const [folder, calls] = process.argv.slice(2);

/** What the page did, and what it meets. */
let seen, met;

const failed = (errorCode) => Object.assign(new Error(errorCode), { errorCode });
const ask = (method) => async (request) => {
  seen.asked.push({ method, ...request });
  const next = met.msal?.shift();
  assert.ok(next !== undefined, `${method} is called once more than expected`);
  if (next instanceof Error) throw next;
  return { accessToken: next };
};

globalThis.location = { origin: "https://localhost:3000" };
globalThis.msal = {
  getAllAccounts: () => (met.account ? [met.account] : []),
  acquireTokenSilent: ask("acquireTokenSilent"),
  ssoSilent: ask("ssoSilent"),
  acquireTokenPopup: ask("acquireTokenPopup"),
};
globalThis.Office = {
  AsyncResultStatus: { Failed: "failed", Succeeded: "succeeded" },
  EventType: { DialogMessageReceived: "message", DialogEventReceived: "event" },
  onReady: async () => {},
  auth: {
    async getAuthContext() {
      if (!met.hint) throw failed("not supported");
      return { userPrincipalName: met.hint };
    },
  },
  context: {
    requirements: { isSetSupported: (name) => name === "NestedAppAuth" && (met.supported ?? true) },
    ui: {
      displayDialogAsync(address, _size, opened) {
        seen.dialogs.push(new URL(address).pathname + new URL(address).search);
        const handlers = {};
        const addEventHandler = (event, handler) => {
          handlers[event] = handler;
        };
        opened({ status: "succeeded", value: { addEventHandler, close() {} } });
        handlers.message({ message: '{"token":"dialog"}', origin: location.origin });
      },
    },
  },
};
globalThis.fetch = async (address, { headers }) => {
  seen.sent.push([address, headers.Authorization]);
  const [status, body, wait] = met.answers?.shift() ?? [200, { me: "Adele" }];
  return { ok: status === 200, status, json: async () => body, headers: { get: () => wait ?? null } };
};
console.error = () => {};

const page = await import(pathToFileURL(`${folder}/auth.js`));
const call = calls === "api" ? () => page.callApi("/api/graph-data") : () => page.callGraph("/me");
const account = { username: "adele" };
const methods = () => seen.asked.map(({ method }) => method);
const sent = (token) => () => assert.equal(seen.sent.at(-1)[1], `Bearer ${token}`);

const cases = [
  ["a known account", { account, msal: ["t1"] }, "data", () => {
    assert.deepEqual(methods(), ["acquireTokenSilent"]);
    assert.equal(seen.asked[0].account, account);
  }],
  ["on the web Office says who it is", { hint: "adele@contoso.com", msal: ["t1"] }, "data", () => {
    assert.deepEqual(methods(), ["ssoSilent"]);
    assert.equal(seen.asked[0].loginHint, "adele@contoso.com");
  }],
  ["nobody says who it is", { msal: ["t1"] }, "data", () => assert.deepEqual(methods(), ["acquireTokenSilent"])],
  ["not silently: a window", { msal: [failed("interaction_required"), "t2"] }, "data", () => {
    assert.deepEqual(methods(), ["acquireTokenSilent", "acquireTokenPopup"]);
    sent("t2")();
  }],
  ...["user_canceled", "user_cancelled", "popup_window_error", "access_denied"].map((code) => [
    `${code}: told`, { msal: [failed("interaction_required"), failed(code)] }, code]),
  ["no bridge: dialog", { msal: [failed("x"), failed("nested_app_auth_bridge_disabled")] }, "data", sent("dialog")],
  ["an Office without it: dialog", { supported: false, msal: [] }, "data", sent("dialog")],
];
const ofApi = [
  ["a claims challenge", { msal: ["t1", "t2"], answers: [[401, { code: "claims_challenge", message: "m", claims: "{}" }]] },
    "data", () => assert.deepEqual(seen.asked.map(({ claims }) => claims), [undefined, "{}"])],
  ["twice: told", { msal: ["t1", "t2"], answers: [1, 2].map(() => [401, { code: "claims_challenge", message: "m", claims: "{}" }]) },
    "claims_challenge"],
  ["no consent: a window that asks", { msal: ["t1", "t2"], answers: [[403, { code: "consent_required", message: "m" }]] },
    "data", () => {
      assert.deepEqual(methods(), ["acquireTokenSilent", "acquireTokenPopup"]);
      assert.equal(seen.asked[1].prompt, "consent");
      assert.deepEqual(seen.asked[1].extraScopesToConsent, ["User.Read"]);
    }],
  ["a sign-in is wanted: a window, in which the user can agree", { msal: ["t1", "t2"], answers: [[403, { code: "interaction_required", message: "m" }]] },
    "data", () => {
      assert.deepEqual(methods(), ["acquireTokenSilent", "acquireTokenPopup"]);
      assert.equal(seen.asked[1].prompt, undefined);
      assert.deepEqual(seen.asked[1].extraScopesToConsent, ["User.Read"]);
    }],
  ["the token has ended: a new one", { msal: ["t1", "t2"], answers: [[401, { code: "token_expired", message: "m" }]] },
    "data", () => assert.deepEqual(seen.asked.map(({ forceRefresh }) => forceRefresh), [false, true])],
  ["its own scope", { msal: ["t1"] }, "data", () => assert.match(seen.asked[0].scopes.join(), /^[0-9a-f-]{36}\/access_as_user$/)],
];
const ofGraph = [
  ["its scopes, and Graph's address", { msal: ["t1"] }, "data", () => {
    assert.deepEqual(seen.asked[0].scopes, ["User.Read"]);
    assert.deepEqual(seen.sent, [["https://graph.microsoft.com/v1.0/me", "Bearer t1"]]);
  }],
  ["Graph is busy: told", { msal: ["t1"], answers: [[429, { error: { code: "TooManyRequests" } }, "7"]] }, "TooManyRequests"],
];
const all = [...cases, ...(calls === "api" ? ofApi : ofGraph)];
for (const [name, meets, ends, more] of all) {
  seen = { asked: [], sent: [], dialogs: [] };
  met = meets;
  const ended = await call().then(
    (data) => (assert.deepEqual(data, { me: "Adele" }), "data"),
    (error) => {
      assert.equal(error.name, "SsoError", `${name}: ${error.stack}`);
      return error.code;
    },
  );
  assert.equal(ended, ends, name);
  assert.deepEqual([met.msal, met.answers ?? []], [[], []], `${name}: not all was met`);
  more?.();
}
process.stdout.write(`${all.length} cases\n`);
