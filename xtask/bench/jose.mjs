// The other side of `cargo xtask bench token`: a script of a few lines that checks one token with jose, as the command
// does: `node jose.mjs KEYS AUDIENCE ISSUER TIME < TOKEN`. KEYS is a file with a JWK Set, TIME in Unix seconds.

import { readFileSync } from 'node:fs';

import { createLocalJWKSet, jwtVerify } from 'jose';

const [file, audience, issuer, time] = process.argv.slice(2);

const keys = createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')));
const { payload } = await jwtVerify(readFileSync(0, 'utf8').trim(), keys, {
  algorithms: ['RS256'],
  audience,
  issuer,
  clockTolerance: 300,
  currentDate: new Date(Number(time) * 1000),
  requiredClaims: ['exp', 'nbf', 'iat', 'tid', 'scp', 'ver'],
});
if (!payload.scp.split(' ').includes('access_as_user')) throw new Error('scp');
console.log(JSON.stringify(payload, null, 2));
