// A provider of OpenID Connect that knows nothing of Entra: oidc-provider, as its own quick start sets it up, with a
// public client on a loopback redirect URI and the device flow. Its pages sign anybody in.

import { once } from "node:events";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";

import Provider from "oidc-provider";

const { key, certificate, client_id } = JSON.parse(await text(process.stdin));

const server = createServer({ key, cert: certificate });
server.listen(0, "127.0.0.1");
await once(server, "listening");

const issuer = `https://localhost:${server.address().port}`;
const provider = new Provider(issuer, {
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
server.on("request", provider.callback());

process.stdout.write(`listening on ${issuer}\n`);
