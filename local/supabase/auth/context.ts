import type { Pool } from 'pg';
import type { SupabaseOptions } from '../options';
import type { SigningKeys } from '../signing-keys';

/** What every auth endpoint works with. */
export type AuthContext = {
  pool: Pool;
  keys: SigningKeys;
  /** Base URL of the endpoints, `…/auth/v1`; also the issuer of the tokens. */
  authUrl: string;
  options: SupabaseOptions;
};

/** One request to an auth endpoint. */
export type AuthCall = {
  request: Request;
  url: URL;
  context: AuthContext;
  /** Parts of the path that the route's pattern named. */
  params: Record<string, string>;
};

/** An endpoint: answers, or throws an `AuthProblem`. */
export type AuthRoute = (call: AuthCall) => Promise<Response>;
