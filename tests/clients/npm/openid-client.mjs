// The flows of openid-client, which trusts nothing: it checks issuer, nonce, ID token and its signature.

import assert from "node:assert/strict";

import * as client from "openid-client";

import {
  GRAPH_DEFAULT,
  GRAPH_SCOPE,
  assertAppOnly,
  assertForApi,
  assertGraphAnswers,
  enterCode,
  flow,
  ownScope,
  redirectTarget,
  settings,
  signIn,
} from "./report.mjs";

const issuer = new URL(`${settings.authority}/v2.0`);
const discover = (authentication) =>
  client.discovery(issuer, settings.client_id, undefined, authentication, {
    execute: [client.enableNonRepudiationChecks],
  });
const scope = `openid profile offline_access ${settings.scope}`;

let server;
let tokens;

await flow("code-pkce", async () => {
  server = await discover(client.ClientSecretBasic(settings.client_secret));
  const target = await redirectTarget();
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const page = client.buildAuthorizationUrl(server, {
    redirect_uri: target.uri,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  signIn(page.href);
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  tokens = await client.authorizationCodeGrant(server, await target.returned, checks);
  assert.equal(tokens.claims().preferred_username, settings.user);
  assertForApi(tokens.access_token);
});

await flow("refresh", async () => {
  const again = await client.refreshTokenGrant(server, tokens.refresh_token, { scope: `openid ${ownScope}` });
  assert.ok(again.access_token !== tokens.access_token, "the same token");
  assertForApi(again.access_token);
});

await flow("obo", async () => {
  const graph = await client.genericGrantRequest(server, "urn:ietf:params:oauth:grant-type:jwt-bearer", {
    requested_token_use: "on_behalf_of",
    assertion: tokens.access_token,
    scope: GRAPH_SCOPE,
  });
  await assertGraphAnswers(graph.access_token);
});

await flow("secret", async () => {
  const app = await client.clientCredentialsGrant(server, { scope: GRAPH_DEFAULT });
  assertAppOnly(app.access_token);
});

await flow("device-code", async () => {
  const desktop = await discover(client.None());
  const device = await client.initiateDeviceAuthorization(desktop, { scope });
  enterCode(device.verification_uri, device.user_code);
  const got = await client.pollDeviceAuthorizationGrant(desktop, device);
  assertForApi(got.access_token);
});
