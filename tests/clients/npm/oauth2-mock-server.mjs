// A stand-in for an authorization server: oauth2-mock-server, which refuses nothing. A scope `spoilt:<what>` makes one
// thing of its answer wrong, so that what a client does not accept is seen too. Whichever tenant is asked, it names its
// one issuer.

import { once } from "node:events";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";

import { OAuth2Issuer, OAuth2Service } from "oauth2-mock-server";

const { key, certificate, path } = JSON.parse(await text(process.stdin));

const issuer = new OAuth2Issuer();
await issuer.keys.generate("RS256");
const service = new OAuth2Service(issuer);

const spoilt = (request) => /spoilt:(\S+)/.exec(request.body?.scope ?? "")?.[1];

const CLAIMS = {
  nonce: () => "another",
  iss: () => "another",
  aud: () => "another",
  "aud-listed": (aud) => [aud],
  "aud-among-others": (aud) => [aud, "another"],
};
service.on("beforeTokenSigning", ({ payload }, request) => {
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
service.on("beforeResponse", (response, request) => {
  const what = spoilt(request);
  if (what in ANSWERS) Object.assign(response, ANSWERS[what]);
  else if (what in response.body) delete response.body[what];
});

const server = createServer({ key, cert: certificate }, (request, response) => {
  request.url = request.url.replace(/^\/[^/]+\/v2\.0/, "");
  service.requestHandler(request, response);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `https://localhost:${server.address().port}`;
issuer.url = `${origin}${path}`;
process.stdout.write(`listening on ${origin}\n`);
