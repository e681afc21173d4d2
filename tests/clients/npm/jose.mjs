// What jose says of each token, as a server's middleware would ask it.

import { createRemoteJWKSet, jwtVerify } from "jose";

import { settings, verdict } from "./report.mjs";

const keys = createRemoteJWKSet(new URL(settings.jwks_uri));

for (const { name, token } of settings.tokens) {
  try {
    await jwtVerify(token, keys, { issuer: settings.issuer, audience: settings.client_id });
    verdict(name);
  } catch (error) {
    verdict(name, error.claim ? `${error.code} ${error.claim}` : (error.code ?? error.message));
  }
}
