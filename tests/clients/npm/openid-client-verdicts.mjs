// What openid-client says of each ID token that a token endpoint might answer with. Metadata and keys are the
// tenant's; only the answer to the redemption is put in.

import * as client from "openid-client";

import { settings, verdict } from "./report.mjs";

const server = await client.discovery(
  new URL(settings.issuer),
  settings.client_id,
  undefined,
  client.ClientSecretPost("not looked at"),
  { execute: [client.enableNonRepudiationChecks] },
);
const redirected = new URL("http://localhost/auth/callback?code=not-looked-at");

for (const { name, token } of settings.tokens) {
  server[client.customFetch] = (url, options) => {
    if (url !== server.serverMetadata().token_endpoint) return fetch(url, options);
    const answer = { token_type: "Bearer", expires_in: 3600, access_token: "not-looked-at", id_token: token };
    return Promise.resolve(Response.json(answer));
  };
  try {
    await client.authorizationCodeGrant(server, redirected, { expectedNonce: settings.nonce, idTokenExpected: true });
    verdict(name);
  } catch (error) {
    verdict(name, `${error.code}: ${error.cause?.message ?? error.message}`);
  }
}
