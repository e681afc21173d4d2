// Every flow of MSAL Node. The major version is the argument: node msal-node.mjs 7

import assert from "node:assert/strict";

import {
  GRAPH_DEFAULT,
  GRAPH_SCOPE,
  assertAppOnly,
  assertForApi,
  assertGraphAnswers,
  authority,
  enterCode,
  flow,
  ownScope,
  redirectTarget,
  settings,
  signIn,
} from "./report.mjs";

const { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } = await import(
  `msal-node-${process.argv[2]}`
);

const auth = { clientId: settings.client_id, ...authority };
const server = new ConfidentialClientApplication({ auth: { ...auth, clientSecret: settings.client_secret } });
const desktop = () => new PublicClientApplication({ auth });
const scopes = [settings.scope];
/** What the server holds after the sign-in. */
let signedIn;

await flow("code-pkce", async () => {
  const target = await redirectTarget();
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const state = new CryptoProvider().createNewGuid();
  const request = { scopes, redirectUri: target.uri };
  signIn(await server.getAuthCodeUrl({ ...request, state, codeChallenge: challenge, codeChallengeMethod: "S256" }));
  const returned = (await target.returned).searchParams;
  assert.equal(returned.get("state"), state);
  signedIn = await server.acquireTokenByCode({ ...request, code: returned.get("code"), codeVerifier: verifier });
  assert.equal(signedIn.account.username, settings.user);
  assert.equal(signedIn.account.homeAccountId, `${signedIn.uniqueId}.${settings.tenant_id}`);
  assertForApi(signedIn.accessToken);
});

await flow("cache", async () => {
  const again = await server.acquireTokenSilent({ scopes, account: signedIn.account });
  assert.ok(again.fromCache);
  // Never by `equal`, which would print both.
  assert.ok(again.accessToken === signedIn.accessToken, "another token");
});

await flow("refresh", async () => {
  const again = await server.acquireTokenSilent({ scopes: [ownScope], account: signedIn.account, forceRefresh: true });
  assert.ok(!again.fromCache);
  assert.ok(again.accessToken !== signedIn.accessToken, "the same token");
  assertForApi(again.accessToken);
});

await flow("obo", async () => {
  const graph = await server.acquireTokenOnBehalfOf({ oboAssertion: signedIn.accessToken, scopes: [GRAPH_SCOPE] });
  assert.ok(!graph.fromCache);
  await assertGraphAnswers(graph.accessToken);
});

await flow("obo-cache", async () => {
  const graph = await server.acquireTokenOnBehalfOf({ oboAssertion: signedIn.accessToken, scopes: [GRAPH_SCOPE] });
  assert.ok(graph.fromCache);
  await assertGraphAnswers(graph.accessToken);
});

await flow("secret", async () => {
  const app = await server.acquireTokenByClientCredential({ scopes: [GRAPH_DEFAULT] });
  assertAppOnly(app.accessToken);
});

for (const [name, thumbprint] of [
  ["certificate-ps256", { thumbprintSha256: settings.certificate.sha256 }],
  ["certificate-rs256", { thumbprint: settings.certificate.sha1 }],
]) {
  await flow(name, async () => {
    const clientCertificate = { ...thumbprint, privateKey: settings.certificate.private_key };
    const holder = new ConfidentialClientApplication({ auth: { ...auth, clientCertificate } });
    const app = await holder.acquireTokenByClientCredential({ scopes: [GRAPH_DEFAULT] });
    assertAppOnly(app.accessToken);
  });
}

await flow("device-code", async () => {
  const got = await desktop().acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ verificationUri, userCode }) => enterCode(verificationUri, userCode),
  });
  assert.equal(got.account.username, settings.user);
  assertForApi(got.accessToken);
});

await flow("loopback", async () => {
  const got = await desktop().acquireTokenInteractive({ scopes, openBrowser: async (page) => signIn(page) });
  assert.equal(got.account.username, settings.user);
  assertForApi(got.accessToken);
});

await flow("common", async () => {
  const common = new URL("/common", settings.authority).href;
  const app = new PublicClientApplication({ auth: { ...auth, authority: common } });
  const got = await app.acquireTokenInteractive({ scopes, openBrowser: async (page) => signIn(page) });
  assert.equal(got.tenantId, settings.tenant_id);
  const again = await app.acquireTokenSilent({ scopes: [ownScope], account: got.account, forceRefresh: true });
  assertForApi(again.accessToken);
});
