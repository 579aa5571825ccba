import type { JWTPayload } from 'jose';
import type { Db } from '../database';
import type { AuthContext } from './context';
import type { UserRow } from './users';

/** Seconds an access token lives. */
export function accessTokenSeconds(context: AuthContext): number {
  return context.options.accessTokenSeconds ?? 3600;
}

/** A signed access token with the claims of hosted Supabase, and the second it expires at (UNIX time). */
export async function accessToken(
  context: AuthContext,
  db: Db,
  user: UserRow,
  session: { id: string; aal: string | null },
): Promise<{ token: string; expiresAt: number }> {
  const issuedAt = Math.floor(Date.now() / 1000);
  const expiresAt = issuedAt + accessTokenSeconds(context);
  const claims: JWTPayload = {
    iss: context.authUrl,
    sub: user.id,
    aud: user.aud ?? 'authenticated',
    exp: expiresAt,
    iat: issuedAt,
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    role: user.role ?? 'authenticated',
    aal: session.aal ?? 'aal1',
    amr: await methodsUsed(db, session.id),
    session_id: session.id,
    is_anonymous: user.is_anonymous,
  };
  return { token: await context.keys.sign(claims), expiresAt };
}

// Newest first, as hosted Supabase orders them.
async function methodsUsed(db: Db, sessionId: string): Promise<{ method: string; timestamp: number }[]> {
  const { rows } = await db.query<{ method: string; timestamp: number }>(
    `select authentication_method as method, floor(extract(epoch from updated_at))::int as timestamp
     from auth.mfa_amr_claims where session_id = $1 order by updated_at desc`,
    [sessionId],
  );
  return rows;
}
