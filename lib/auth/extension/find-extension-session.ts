import { asService } from '@/lib/db';
import { type Scope, scopesIn } from '../scopes';
import { hashOfSecret, readSecret } from '../secret-token';
import { isKnownExtension } from './extension-ids';

/** What a token of the extension stands for. */
export type ExtensionSession = {
  id: string;
  userId: string;
  scopes: Scope[];
  expiresAt: Date;
  /** The SHA-256 of the token in hex. */
  hash: string;
  /** Whether it was noted just now that it was seen, and not within {@link SEEN_MINUTES} before. */
  isNoted: boolean;
};

/** Minutes within which being seen again is not written down, so that reading does not mean writing. The first time is. */
export const SEEN_MINUTES = 5;

/**
 * Finds the session of a token; null once it has ended, was revoked, or belongs to an extension that is no longer
 * configured. Always asks the database, so that revoking holds from the next request on. Notes that it was seen.
 */
export async function findExtensionSession(token: string): Promise<ExtensionSession | null> {
  if (readSecret(token)?.prefix !== 'fh_ext_') return null;
  const hash = await hashOfSecret(token);
  const [found] = await asService(
    'auth.extension-session',
    (tx) => tx.$queryRaw<FoundRow[]>`
      with found as materialized (
        select user_id, id, scopes, extension_id, expires_at, created_at, last_seen_at from app.user_sessions
        where token_hash = decode(${hash}, 'hex') and revoked_at is null and expires_at > now()
      ), due as (
        select s.user_id, s.id
        from app.user_sessions s join found f on s.user_id = f.user_id and s.id = f.id
        where f.last_seen_at = f.created_at or f.last_seen_at < now() - make_interval(mins => ${SEEN_MINUTES})
        -- Of many requests at once one notes it, and none waits.
        for update of s skip locked
      ), noted as (
        update app.user_sessions s set last_seen_at = now() from due
        where s.user_id = due.user_id and s.id = due.id
        returning s.id
      )
      select id::text as id, user_id::text as "userId", scopes, extension_id as "extensionId",
        expires_at as "expiresAt", exists (select from noted) as "isNoted"
      from found`,
  );
  if (!found || !isKnownExtension(found.extensionId)) return null;
  const { extensionId: _known, ...session } = found;
  return { ...session, hash, scopes: scopesIn(found.scopes) };
}

type FoundRow = Omit<ExtensionSession, 'scopes' | 'hash'> & { scopes: string[]; extensionId: string };
