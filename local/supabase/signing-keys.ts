import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';

/** Signs and verifies access tokens; `jwks` is what the world may see. */
export type SigningKeys = {
  jwks: { keys: JWK[] };
  sign(claims: JWTPayload): Promise<string>;
  /** The claims of a valid token. Throws on anything else. */
  verify(token: string): Promise<JWTPayload>;
};

/** The ES256 key pair of a data folder, made at the first start and kept, so that sessions outlive a restart. */
export async function loadSigningKeys(dataDir: string): Promise<SigningKeys> {
  const path = join(dataDir, 'signing-key.json');
  const stored = await readFile(path, 'utf8').catch(() => undefined);
  const privateJwk: JWK = stored ? JSON.parse(stored) : await makeKey(dataDir, path);
  const { d: _private, ...publicJwk } = privateJwk;
  const kid = privateJwk.kid ?? (await calculateJwkThumbprint(publicJwk));
  const [privateKey, publicKey] = await Promise.all([
    importJWK(privateJwk, 'ES256'),
    importJWK(publicJwk, 'ES256'),
  ]);
  return {
    jwks: { keys: [{ ...publicJwk, kid, alg: 'ES256', use: 'sig', key_ops: ['verify'], ext: true }] },
    sign: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' }).sign(privateKey),
    verify: async (token) => (await jwtVerify(token, publicKey, { algorithms: ['ES256'] })).payload,
  };
}

async function makeKey(dataDir: string, path: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const complete = { ...jwk, kid: await calculateJwkThumbprint(jwk) };
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, JSON.stringify(complete), { mode: 0o600 });
  return complete;
}
