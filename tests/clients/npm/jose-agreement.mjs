// What jose says of each token of the table: for each aspect asked of it alone, nothing, or the code of the refusal.

import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from "jose";

import { settings, verdicts } from "./report.mjs";

/** Which claims an aspect rests on. */
const CLAIMS = { signature: [], lifetime: ["exp", "nbf", "iat"], audience: ["aud"], issuer: ["iss"] };

/** So that jose looks at `iat` where there is one, as it does only for an age. Any is good but one below zero. */
function anyAge(token) {
  try {
    return decodeJwt(token).iat === undefined ? {} : { maxTokenAge: Number.MAX_VALUE };
  } catch {
    return {};
  }
}

/** What only that aspect demands. jose always looks at times: where they are not asked for, any is good. */
const demands = (asked) => ({
  signature: {},
  lifetime: {
    currentDate: new Date(asked.now * 1000),
    clockTolerance: asked.tolerance,
    requiredClaims: ["exp"],
    ...anyAge(asked.token),
  },
  audience: { audience: asked.audiences },
  issuer: { issuer: asked.issuers },
});

async function refused(asked, aspect) {
  const anyTime = { clockTolerance: Number.MAX_VALUE };
  const options = { algorithms: ["RS256"], ...anyTime, ...demands(asked)[aspect] };
  try {
    await jwtVerify(asked.token, createLocalJWKSet(asked.keys), options);
    return null;
  } catch (error) {
    // What jose says of a key that is none for this algorithm has no code.
    if (error instanceof TypeError && error.message.includes("modulusLength")) return "key";
    if (!(error instanceof errors.JOSEError)) return `broke off: ${error}`;
    // A claim that is of no JSON type for a time is told with every aspect, and counts for the lifetime alone.
    if (error.claim && !CLAIMS[aspect].includes(error.claim)) return null;
    return error.claim ? `${error.code} ${error.claim}` : error.code;
  }
}

for (const asked of settings.tokens) {
  const refusals = {};
  for (const aspect of Object.keys(CLAIMS)) refusals[aspect] = await refused(asked, aspect);
  verdicts(asked.name, refusals);
}
