// A stand-in for an authorization server: oauth2-mock-server, which refuses nothing. A scope `spoilt:<what>` makes one
// thing of its answer wrong, so that what a client does not accept is seen too.

import { text } from "node:stream/consumers";

import { OAuth2Server } from "oauth2-mock-server";

const { key_file, certificate_file } = JSON.parse(await text(process.stdin));

const server = new OAuth2Server(key_file, certificate_file);
await server.issuer.keys.generate("RS256");

const spoilt = (request) => /spoilt:(\S+)/.exec(request.body?.scope ?? "")?.[1];

const CLAIMS = {
  nonce: () => "another",
  iss: () => "another",
  aud: () => "another",
  "aud-listed": (aud) => [aud],
  "aud-among-others": (aud) => [aud, "another"],
};
server.service.on("beforeTokenSigning", ({ payload }, request) => {
  const what = spoilt(request);
  const claim = what?.split("-")[0];
  // The ID token alone has an audience.
  if (payload.aud && what in CLAIMS) payload[claim] = CLAIMS[what](payload[claim]);
});

const ANSWERS = {
  refused: { statusCode: 401, body: { error: "invalid_client", error_description: "no such client" } },
  down: { statusCode: 503, body: {} },
  busy: { statusCode: 429, body: {} },
  empty: { statusCode: 200, body: {} },
};
server.service.on("beforeResponse", (response, request) => {
  const what = spoilt(request);
  if (what in ANSWERS) Object.assign(response, ANSWERS[what]);
  else if (what in response.body) delete response.body[what];
});

await server.start(0, "127.0.0.1");
process.stdout.write(`listening on ${server.issuer.url}\n`);
