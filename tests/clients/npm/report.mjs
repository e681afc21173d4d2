// What every client here has in common: settings come in, one line of JSON a flow goes out, and somebody signs in.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/**
 * As `hallpass practice env --format json` prints them, with the certificate of the tests, on standard input; or tokens
 * and keys alone, for a script that asks nobody.
 */
export const settings = JSON.parse(await text(process.stdin));

/** The authority as MSAL takes it; without `knownAuthorities` MSAL would ask the public cloud about it. */
export const authority = settings.authority && {
  authority: settings.authority,
  knownAuthorities: [new URL(settings.authority).host],
};

/**
 * The scope for a refresh. A client that asks for its own API by the Application ID URI signs in, but is refused at the
 * first refresh (AADSTS90009): there it must name itself by its client ID.
 */
export const ownScope = `${settings.client_id}/access_as_user`;

export const GRAPH_SCOPE = "https://graph.microsoft.com/User.Read";
export const GRAPH_DEFAULT = "https://graph.microsoft.com/.default";

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Runs one flow and says how it ended. Errors of these libraries hold codes and texts of the server, no token. */
export async function flow(name, run) {
  try {
    await run();
    say({ flow: name, fine: true });
  } catch (error) {
    const code = error.errorCode ?? error.code ?? error.name;
    const texts = new Set();
    for (let cause = error; cause; cause = cause.cause) texts.add(cause.error_description ?? cause.message);
    say({ flow: name, fine: false, why: [code, ...texts].join(": ") });
  }
}

/** A verdict on a token, by the name that the test gave it. */
export function verdict(name, why) {
  say({ token: name, accepted: why === undefined, why: why ?? "" });
}

/** Verdicts on the aspects of a token, each with the reason where it is refused. */
export function verdicts(name, refused) {
  say({ token: name, refused });
}

/** Asks the person to sign in on this page. */
export function signIn(page) {
  say({ sign_in: page });
}

/** Asks the person to enter the code on this page. */
export function enterCode(page, code) {
  say({ enter_code: page, code });
}

/** A web server's redirect URI, for one sign-in: `returned` is what comes to it, by query or as a posted form. */
export async function redirectTarget() {
  const server = createServer();
  const returned = new Promise((resolve, reject) => {
    server.once("request", (request, response) => {
      response.setHeader("Connection", "close").end("signed in");
      text(request).then((body) => {
        const url = new URL(request.url, uri);
        if (body) url.search = body;
        resolve(url);
      }, reject);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const uri = `http://localhost:${server.address().port}/auth/callback`;
  return { uri, returned: returned.finally(() => server.close()) };
}

/** Payload of a token, unverified: whether it is genuine is asked of other libraries. */
export function claims(token) {
  return JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
}

/** The token is for the add-in's own API, for the person of the tests. */
export function assertForApi(token) {
  const { aud, scp, tid } = claims(token);
  assert.equal(aud, settings.client_id);
  assert.equal(scp, "access_as_user");
  assert.equal(tid, settings.tenant_id);
}

/** Microsoft Graph takes the token and answers with the person of the tests. */
export async function assertGraphAnswers(token) {
  const answer = await fetch(new URL("/v1.0/me", settings.graph), { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200);
  assert.equal((await answer.json()).userPrincipalName, settings.user);
}

/** An app-only token for Microsoft Graph: it has no user. */
export function assertAppOnly(token) {
  const { idtyp, oid, scp, appid, tid } = claims(token);
  assert.equal(appid, settings.client_id);
  assert.equal(tid, settings.tenant_id);
  assert.ok(oid);
  assert.equal(idtyp, "app");
  assert.equal(scp, undefined);
}
