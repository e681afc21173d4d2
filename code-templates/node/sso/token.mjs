// Checks the token that the add-in sends: that Entra issued it, for this add-in, for a user, and that it is still good.

import { createRemoteJWKSet, errors, jwtVerify } from "jose";

import { Refused } from "./refused.mjs";
import { settings } from "./settings.mjs";

/** What `scp` must hold. An ID token and an app-only token have no `scp`. */
const SCOPE = "{{ scope_name }}";

const OTHER_VERSION = "the token is not of version 2.0: set requestedAccessTokenVersion of the registration to 2";

/** Clients that ask for the token. Microsoft does not name all of Office's, so that another one is told and let in. */
const CLIENTS = new Set([
  //% for client in clients
  "{{ client.id }}", // {{ client.name }}
  //% endfor
  settings.clientId, // the fallback dialog, and nested app authentication
]);
//% if not personal_accounts and not single_tenant

/** The tenant of personal accounts, which the registration does not let in. */
const PERSONAL_ACCOUNTS = "9188040d-6c67-4c5b-b112-36a304b66dad";
//% endif
//% if not single_tenant

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
//% endif

let entra;

/** Issuer and keys, as the authority's own metadata says. Asked once; a failure is not kept. */
function metadata() {
  entra ??= fetchMetadata().catch((error) => {
    entra = undefined;
    throw error;
  });
  return entra;
}

async function fetchMetadata() {
  const address = `${settings.authority}/v2.0/.well-known/openid-configuration`;
  const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const { issuer, jwks_uri } = await answer.json();
  // Kept for a day. A key that is not among them is asked for once in a minute at most, because keys change without notice.
  const keys = createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge: 86_400_000, cooldownDuration: 60_000 });
  return { issuer, keys };
}

/**
 * The user of a token of version 2.0, which the registration's `requestedAccessTokenVersion` asks for.
 *
 * @param authorization the header of this name
 * @returns the token, and who it is of. Store users by `tenantId` and `objectId` together, never by name or address.
 * @throws Refused, and any other error where Entra could not be asked
 */
export async function checkToken(authorization) {
  const [scheme, token, ...rest] = (authorization ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer" || !token || rest.length) {
    throw new Refused(401, "token_missing", "the request has no bearer token");
  }
  const { issuer, keys } = await metadata();
  let claims, header;
  try {
    ({ payload: claims, protectedHeader: header } = await jwtVerify(token, keys, {
      algorithms: ["RS256"],
      audience: settings.clientId, // in version 2.0, whatever the Application ID URI is
      //% if single_tenant
      issuer,
      //% endif
      clockTolerance: "{{ skew_seconds }} seconds",
      requiredClaims: ["exp", "tid", "oid"],
    }));
  } catch (error) {
    throw refusal(error);
  }
  if (claims.ver !== "2.0") throw new Refused(401, "token_refused", OTHER_VERSION);
  //% if single_tenant
  requireTenant(claims);
  //% else
  requireTenant(claims, issuer);
  //% endif
  requireKeyOfIssuer(keys, header, claims);
  if (typeof claims.scp !== "string" || !claims.scp.split(" ").includes(SCOPE)) {
    throw new Refused(403, "scope_missing", `the token lacks the scope ${SCOPE}`);
  }
  if (!CLIENTS.has(claims.azp)) {
    console.warn(`a token came by way of ${claims.azp}, which is not among the known clients of Office`);
  }
  return { token, tenantId: claims.tid, objectId: claims.oid };
}
//% if single_tenant

/** Of the one tenant, whose issuer was asked for. */
function requireTenant({ iss, tid }) {
  if (!iss.endsWith(`/${tid}/v2.0`)) throw new Refused(401, "token_refused", "the token is not of the tenant of its issuer");
}
//% else

/** Many tenants, each its own issuer: the metadata has a template, and the token must be of the tenant that it names. */
function requireTenant({ iss, tid }, template) {
  if (!GUID.test(tid) || iss !== template.replace(/\{tenantid\}/i, tid)) {
    throw new Refused(401, "token_refused", "the token is not of the issuer that is expected");
  }
  //% if not personal_accounts
  if (tid === PERSONAL_ACCOUNTS) {
    throw new Refused(403, "tenant_not_allowed", "this add-in is for work and school accounts");
  }
  //% endif
  if (settings.allowedTenants.length && !settings.allowedTenants.includes(tid)) {
    throw new Refused(403, "tenant_not_allowed", "this add-in is not open to your organization");
  }
}
//% endif

/**
 * By the key that the token names, of which there is one: jose takes the only key there is for a token that names none. And a
 * key may be for one issuer alone, such as that of personal accounts.
 */
function requireKeyOfIssuer(keys, { kid }, { iss, tid }) {
  const key = typeof kid === "string" ? keys.jwks()?.keys.find((key) => key.kid === kid) : undefined;
  if (!key || (typeof key.issuer === "string" && key.issuer.replace(/\{tenantid\}/i, tid) !== iss)) {
    throw new Refused(401, "token_refused", "the token is not signed by a key of its issuer");
  }
}

function refusal(error) {
  if (error instanceof errors.JWTExpired) {
    return new Refused(401, "token_expired", "the token has ended: ask Office for one again, once");
  }
  const isOfTheToken = [
    errors.JWTClaimValidationFailed,
    errors.JWTInvalid,
    errors.JWSInvalid,
    errors.JWSSignatureVerificationFailed,
    errors.JWKSNoMatchingKey,
    errors.JWKSMultipleMatchingKeys, // it names no key
    errors.JOSEAlgNotAllowed,
    errors.JOSENotSupported,
  ].some((kind) => error instanceof kind);
  // Anything else, such as keys that could not be fetched, says nothing about the token.
  return isOfTheToken ? new Refused(401, "token_refused", words(error)) : error;
}

/** Of a claim only where the signature is right: jose looks at it first. */
function words(error) {
  if (!(error instanceof errors.JWTClaimValidationFailed)) return "the token is not one that Entra issued for this add-in";
  if (error.payload.ver === "1.0") return OTHER_VERSION;
  return `the token's claim ${error.claim} is not as expected`;
}
