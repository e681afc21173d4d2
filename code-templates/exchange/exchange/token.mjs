// Checks an Exchange user identity token (ExIdTok.V1): that your own Exchange server issued it, for this add-in's page, and
// that it is still good. ON-PREMISES Exchange only.
//
// Source: "Validate an Exchange identity token" of the Office Add-ins documentation.

import { X509Certificate, createHash } from "node:crypto";

import { compactVerify, decodeJwt, decodeProtectedHeader } from "jose";

import { Refused } from "./refused.mjs";
import { settings } from "./settings.mjs";

const METADATA_PATH = "/autodiscover/metadata/json/1";
const EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
/** Seconds that clocks may differ by. */
const SKEW = Number("{{ skew_seconds }}");

/**
 * @param authorization the header of this name
 * @returns {Promise<string>} the ID by which to know this mailbox again: address of the metadata, then the account's own. It
 *   changes when the mailbox moves to another server: let the user log on again then.
 * @throws Refused, and any other error where Exchange could not be asked
 */
export async function uniqueId(authorization) {
  const [scheme, token, ...rest] = (authorization ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer" || !token || rest.length) {
    throw new Refused(401, "token_missing", "the request has no bearer token");
  }
  const { header, claims, context } = parts(token);
  if (header.typ !== "JWT" || header.alg !== "RS256" || typeof header.x5t !== "string") throw refused("header");
  if (context.version !== "ExIdTok.V1") throw refused("appctx.version");
  if (typeof context.msexchuid !== "string" || !context.msexchuid) throw refused("appctx.msexchuid");
  // Before anybody is asked: who has the metadata says which key is good.
  const address = trusted(context.amurl);
  const key = await signingKey(address, header.x5t);
  if (!key) throw refused("x5t");
  await compactVerify(token, key, { algorithms: ["RS256"] }).catch(() => {
    throw refused("signature");
  });
  requireTimes(claims);
  requirePage(claims.aud);
  if (typeof claims.iss !== "string" || !claims.iss.startsWith(`${EXCHANGE}@`)) throw refused("iss");
  return context.amurl + context.msexchuid;
}

function refused(what) {
  return new Refused(401, "token_refused", `this is no identity token of your Exchange server for this add-in: ${what}`);
}

/** Nothing of it is verified yet. `appctx` is an object in the documentation, and may be a text that holds one. */
function parts(token) {
  try {
    const claims = decodeJwt(token);
    const { appctx } = claims;
    const context = typeof appctx === "string" ? JSON.parse(appctx) : appctx;
    return { header: decodeProtectedHeader(token), claims, context: Object(context) };
  } catch {
    throw refused("form");
  }
}

function trusted(amurl) {
  const address = typeof amurl === "string" && URL.canParse(amurl) ? new URL(amurl) : undefined;
  const isTrusted =
    address !== undefined &&
    settings.exchangeHosts.includes(address.host) &&
    // To the letter: the same document by many names would be asked for under each of them.
    address.href === `https://${address.host}${METADATA_PATH}`;
  if (!isTrusted) throw refused("appctx.amurl");
  return address.href;
}

/** Keys by the address of the metadata, for a day. */
const kept = new Map();

/** A certificate that is not among the kept ones is asked for once in a minute at most: they change without notice. */
async function signingKey(address, x5t) {
  const known = kept.get(address);
  const age = known ? Date.now() - known.at : Infinity;
  if (known && age < 86_400_000 && (known.keys.has(x5t) || age < 60_000)) return known.keys.get(x5t);
  const keys = await fetchKeys(address);
  kept.set(address, { keys, at: Date.now() });
  return keys.get(x5t);
}

async function fetchKeys(address) {
  const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const { keys } = await answer.json();
  const found = new Map();
  for (const { keyinfo, keyvalue } of keys) {
    const der = Buffer.from(keyvalue.value, "base64");
    // The certificate is Exchange's own, and signed by nobody else: its thumbprint is what binds it.
    const thumbprint = createHash("sha1").update(der).digest("base64url");
    if (thumbprint === keyinfo.x5t) found.set(thumbprint, new X509Certificate(der).publicKey);
  }
  return found;
}

/** Seconds, as numbers or as texts. */
function requireTimes({ nbf, exp }) {
  const now = Date.now() / 1000;
  const seconds = (value) => (/^\d+$/.test(String(value)) ? Number(value) : NaN);
  if (!(seconds(nbf) - SKEW <= now)) throw refused("nbf");
  if (Number.isNaN(seconds(exp))) throw refused("exp");
  if (!(now <= seconds(exp) + SKEW)) {
    throw new Refused(401, "token_expired", "the token has ended: ask Outlook for one again, once");
  }
}

/** The page, whatever query Outlook has put behind it, such as `?et=`. */
function requirePage(aud) {
  const page = typeof aud === "string" && URL.canParse(aud) ? new URL(aud) : undefined;
  const { origin, pathname } = settings.addInPage;
  if (page?.origin !== origin || page.pathname !== pathname) throw refused("aud");
}
