// The other side of `cargo xtask bench practice`: oidc-provider as its readme starts it, with what it needs at each
// start given, as the practice tenant has it given: `node oidc-provider.mjs PORT KEY`.
//
// KEY is a file for the signing key, a JWK of RSA 2048. It is made if it is not there: so only the first start makes one.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { Provider } from 'oidc-provider';

const [port, file] = process.argv.slice(2);

if (!existsSync(file)) {
  const { generateKeyPairSync } = await import('node:crypto');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'bench' };
  writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
}

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: 'bench', client_secret: 'bench', redirect_uris: ['https://localhost:3000/dialog.html'] }],
  cookies: { keys: ['bench'] },
  jwks: { keys: [JSON.parse(readFileSync(file, 'utf8'))] },
});
provider.listen(Number(port), '127.0.0.1');
