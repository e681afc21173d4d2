// Exchanges the checked token on behalf of its user, and calls Microsoft Graph. Graph's token never leaves this file.

import { ConfidentialClientApplication, InteractionRequiredAuthError, ServerError } from "@azure/msal-node";

import { Refused } from "./refused.mjs";
import { settings } from "./settings.mjs";

// Its cache has Graph's tokens by user: one exchange serves until the token ends, so this is made once. It is in memory;
// several servers beside each other need a cache plugin.
const msal = new ConfidentialClientApplication({
  auth: {
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    authority: settings.authority,
    knownAuthorities: [new URL(settings.authority).host],
  },
});

/** How long MSAL does not ask Entra again after such an answer, where that does not say it. */
const MSAL_PAUSE_SECONDS = 60;

/**
 * What Graph answers, as JSON.
 *
 * @param user of `checkToken`
 * @param path what stands after `/v1.0`, such as `/me`
 * @throws Refused
 */
export async function callGraph(user, path) {
  const accessToken = await exchange(user);
  const answer = await fetch(`${settings.graph}/v1.0${path}`, {
    headers: { Authorization: `Bearer ${accessToken}` },
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  }).catch((error) => {
    console.error(`Microsoft Graph could not be asked: ${error.cause?.code ?? error.name}`);
    throw new Refused(502, "graph_failed", "Microsoft Graph could not be reached");
  });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  const request = answer.headers.get("request-id");
  console.error(`Microsoft Graph answered ${answer.status} ${body.error?.code ?? ""} to request ${request}`);
  if (answer.status === 429 || answer.status === 503) {
    const retryAfter = answer.headers.get("Retry-After");
    throw new Refused(503, "graph_busy", "Microsoft Graph is busy, try again later", { retryAfter });
  }
  const status = answer.status === 403 || answer.status === 404 ? answer.status : 502;
  throw new Refused(status, "graph_failed", `Microsoft Graph answered ${answer.status} ${body.error?.code ?? ""}`.trim());
}

async function exchange({ token, tenantId }) {
  try {
    const { accessToken } = await msal.acquireTokenOnBehalfOf({
      oboAssertion: token,
      scopes: settings.graphScopes,
      skipCache: false,
      //% if not single_tenant
      // The user's own tenant, as the checked token says.
      authority: `${new URL(settings.authority).origin}/${tenantId}`,
      //% endif
    });
    return accessToken;
  } catch (error) {
    throw refusal(error);
  }
}

/** What the page can do about it. The rest is the server's own trouble, and stands in its log alone. */
function refusal(error) {
  const number = /AADSTS\d+/.exec(error.errorMessage ?? "")?.[0] ?? error.errorCode ?? error.name;
  console.error(`on behalf of the user: ${number}, correlation ID ${error.correlationId ?? "unknown"}`);
  if (number === "AADSTS500133") {
    return new Refused(401, "token_expired", "the token has ended: ask Office for one again, once");
  }
  if (error.claims) {
    const message = "the organization wants more of this sign-in, such as a second factor";
    return new Refused(401, "claims_challenge", message, { claims: error.claims });
  }
  if (error.subError === "consent_required" || number === "AADSTS65001") {
    return new Refused(403, "consent_required", "nobody has agreed to what this add-in may read");
  }
  if (error instanceof InteractionRequiredAuthError || error.errorCode === "invalid_grant") {
    return new Refused(403, "interaction_required", "you have to sign in again");
  }
  if (["temporarily_unavailable", "server_error"].includes(error.errorCode) || isKept(error)) {
    const retryAfter = String(MSAL_PAUSE_SECONDS);
    return new Refused(503, "entra_busy", "Entra is busy, try again later", { retryAfter });
  }
  return new Refused(502, "exchange_failed", "the add-in's server could not sign in to Microsoft Graph");
}

/**
 * Whether Entra was not asked: after an answer of 429, 5xx or with Retry-After MSAL repeats it to all users of these
 * scopes and this authority, as a ServerError whose code is the numbers of the first.
 */
function isKept(error) {
  return error instanceof ServerError && /^[\d ]*$/.test(error.errorCode);
}
