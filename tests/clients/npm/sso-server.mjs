// The server of an Office add-in with single sign-on, in the way of Microsoft's NodeJS sample: it takes the token that
// Office made for the add-in, checks it, exchanges it on behalf of the user, and calls Microsoft Graph.
//
// Nothing here knows of the practice tenant: its settings are those of `hallpass practice env`, in the environment.

import express from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { ConfidentialClientApplication } from "msal-node-7";

const { AUTHORITY, CLIENT_ID, CLIENT_SECRET, GRAPH, PORT } = process.env;

const keys = createRemoteJWKSet(new URL(`${AUTHORITY}/discovery/v2.0/keys`));
const expected = { issuer: `${AUTHORITY}/v2.0`, audience: CLIENT_ID };

const msal = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    authority: AUTHORITY,
    knownAuthorities: [new URL(AUTHORITY).host],
  },
});

/** The add-in's own API is for tokens that Office made for this very add-in, with its scope. */
async function requireAccessAsUser(request, response, next) {
  const [scheme, token] = (request.get("Authorization") ?? "").split(" ");
  if (scheme !== "Bearer" || !token) return response.status(401).json({ error: "no bearer token" });
  try {
    const { payload } = await jwtVerify(token, keys, expected);
    if (!payload.scp?.split(" ").includes("access_as_user")) return response.status(403).json({ error: "scope" });
  } catch (error) {
    return response.status(401).json({ error: error.code });
  }
  request.token = token;
  return next();
}

const app = express();

app.get("/getuserdata", requireAccessAsUser, async (request, response) => {
  let exchanged;
  try {
    const scopes = ["https://graph.microsoft.com/User.Read"];
    exchanged = await msal.acquireTokenOnBehalfOf({ oboAssertion: request.token, scopes });
  } catch (error) {
    // The add-in's page asks again with `claims`, or shows its fallback dialog.
    const { errorCode, errorMessage, claims } = error;
    return response.status(403).json({ error: errorCode, message: errorMessage, claims });
  }
  const me = await fetch(new URL("/v1.0/me?$select=displayName,userPrincipalName", GRAPH), {
    headers: { Authorization: `Bearer ${exchanged.accessToken}` },
  });
  return response.status(me.status).json(await me.json());
});

const server = app.listen(Number(PORT), "127.0.0.1", () => {
  process.stdout.write(`listening on http://localhost:${server.address().port}\n`);
});
