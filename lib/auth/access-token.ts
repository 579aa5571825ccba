import { errors, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { env } from '@/lib/env';
import { createKeySet, KeysUnavailableError } from './key-set';

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
  if (known?.issuer !== issuer) known = { issuer, keys: createKeySet(() => fetchKeys(issuer)) };
  return checkTokenAgainst(token, known);
}

/** Pure part of {@link checkAccessToken}: ES256 and nothing else, this issuer, this audience, not past its end. */
export async function checkTokenAgainst(token: string, { issuer, keys }: Trusted): Promise<TokenCheck> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['ES256'],
      issuer,
      audience: 'authenticated',
    });
    const claims = claimsSchema.safeParse(payload);
    return claims.success ? { state: 'valid', claims: claims.data } : { state: 'invalid' };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { state: 'expired' };
    if (error instanceof KeysUnavailableError) return { state: 'unavailable' };
    // Whatever else went wrong, nobody is let in.
    return { state: 'invalid' };
  }
}

type Trusted = { issuer: string; keys: JWTVerifyGetKey };

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
