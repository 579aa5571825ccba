import { errors, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { env } from '@/lib/env';
import { createKeySet, KeysUnavailableError } from './key-set';
import { createVerifiedTokens, type VerifiedTokens } from './verified-tokens';

/** What a verified access token says. Only who it is; what that person may do is the database's to say. */
export type AccessTokenClaims = z.infer<typeof claimsSchema>;

/**
 * `expired` is a token that was ours in all but time. `unavailable` means that nothing can be said, because the
 * signing keys cannot be fetched and none are cached.
 */
export type TokenCheck =
  | { state: 'valid'; claims: AccessTokenClaims }
  | { state: 'expired' }
  | { state: 'invalid' }
  | { state: 'unavailable' };

/** Verifies an access token of this project's Supabase Auth here, without asking Supabase. Safe in the edge runtime. */
export function checkAccessToken(token: string): Promise<TokenCheck> {
  const issuer = `${env().SUPABASE_URL}/auth/v1`;
  if (known?.issuer !== issuer)
    known = {
      issuer,
      keys: createKeySet(() => fetchKeys(issuer)),
      verified: createVerifiedTokens(TOKENS_REMEMBERED_MAX),
    };
  return checkTokenAgainst(token, known);
}

/**
 * Pure part of {@link checkAccessToken}: ES256 and nothing else, this issuer, this audience, not past its end. A token
 * that was found good before is good as long as its very key is in force and its end has not come.
 */
export async function checkTokenAgainst(token: string, trusted: Trusted): Promise<TokenCheck> {
  try {
    const claims = (await recallClaims(token, trusted)) ?? (await verifyClaims(token, trusted));
    if (!claims) return { state: 'invalid' };
    return claims.exp > Math.floor(Date.now() / 1000) ? { state: 'valid', claims } : { state: 'expired' };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { state: 'expired' };
    if (error instanceof KeysUnavailableError) return { state: 'unavailable' };
    // Whatever else went wrong, nobody is let in.
    return { state: 'invalid' };
  }
}

/** What is remembered belongs to these keys and this issuer, and to no other. */
type Trusted = { issuer: string; keys: JWTVerifyGetKey; verified: VerifiedTokens<AccessTokenClaims> };

/** Of one process. More people than this at a time are verified anew now and then, which costs a fifth of a millisecond. */
const TOKENS_REMEMBERED_MAX = 5_000;

/** @throws KeysUnavailableError; errors of jose when the key of a remembered token is in force no more */
async function recallClaims(
  token: string,
  { keys, verified }: Trusted,
): Promise<AccessTokenClaims | undefined> {
  const known = verified.recall(token);
  if (!known) return undefined;
  const key = await keys(known.header, headerAlone);
  // A key that was fetched anew is another object, and has to find the signature good itself.
  return key === known.key ? known.claims : undefined;
}

// The header says which key it is; the rest of a token is not looked at for that.
const headerAlone = { payload: '', signature: '' };

/** What a good token says; undefined for one that is signed well and is not a person's. @throws errors of jose */
async function verifyClaims(
  token: string,
  { issuer, keys, verified }: Trusted,
): Promise<AccessTokenClaims | undefined> {
  const { payload, protectedHeader, key } = await jwtVerify(token, keys, {
    algorithms: ['ES256'],
    issuer,
    audience: 'authenticated',
  });
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return undefined;
  verified.keep(token, { header: protectedHeader, key, claims: claims.data });
  return claims.data;
}

let known: Trusted | undefined;

const claimsSchema = z.object({
  sub: z.uuid(),
  exp: z.number(),
  role: z.literal('authenticated'),
  /** Supabase's id of the session; a token without one could not be ended. */
  session_id: z.uuid(),
  /** `aal2` once a second factor was passed in this session. */
  aal: z.string().optional(),
  /** How the person proved to be who they are in this session, and when (Unix seconds). */
  amr: z.array(z.object({ method: z.string(), timestamp: z.number() })).default([]),
});

const KEYS_TIMEOUT_MS = 3_000;

async function fetchKeys(issuer: string): Promise<JSONWebKeySet> {
  const response = await fetch(`${issuer}/.well-known/jwks.json`, {
    signal: AbortSignal.timeout(KEYS_TIMEOUT_MS),
    cache: 'no-store',
  });
  if (!response.ok) throw new Error(`The signing keys were answered with status ${response.status}.`);
  return keySetSchema.parse(await response.json());
}

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
