// A provider of OpenID Connect that knows nothing of Entra: oidc-provider, as its own quick start sets it up, with a
// public client on a loopback redirect URI and the device flow. Its pages sign anybody in. It stands below the path of a
// tenant, where a cloud of own addresses has its servers.

import { once } from "node:events";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";

import Provider from "oidc-provider";

const { key, certificate, client_id, path } = JSON.parse(await text(process.stdin));

const server = createServer({ key, cert: certificate });
server.listen(0, "127.0.0.1");
await once(server, "listening");

const origin = `https://localhost:${server.address().port}`;
const provider = new Provider(`${origin}${path}`, {
  clients: [
    {
      client_id,
      application_type: "native",
      token_endpoint_auth_method: "none",
      redirect_uris: ["http://localhost"],
      response_types: ["code"],
      grant_types: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
    },
  ],
  features: { deviceFlow: { enabled: true }, claimsParameter: { enabled: true } },
});
const answer = provider.callback();
server.on("request", (request, response) => {
  request.originalUrl = request.url;
  request.url = request.url.replace(path, "");
  return answer(request, response);
});

process.stdout.write(`listening on ${origin}\n`);
