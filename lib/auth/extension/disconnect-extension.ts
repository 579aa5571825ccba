import { asService } from '@/lib/db';
import { problems } from '@/lib/http';
import type { Principal } from '../principal';
import { type EndedSession, tellEnded } from './tell-ended';

/**
 * Ends the session of the extension that asks, and no other. Its token is refused from then on; a repeat is refused as
 * well, for it has no token any more.
 * @throws ProblemError 403 for whoever is not an extension
 */
export async function disconnectExtension({
  userId,
  credentialId,
  via,
}: Pick<Principal, 'userId' | 'credentialId' | 'via'>): Promise<void> {
  if (via !== 'extension' || credentialId === null)
    throw problems.forbidden('Only an extension ends its connection here. Sessions are ended under Account.');
  const ended = await asService(
    'auth.extension-disconnect',
    (tx) => tx.$queryRaw<EndedSession[]>`
      update app.user_sessions set revoked_at = now()
      where user_id = ${userId}::uuid and id = ${credentialId}::uuid and kind = 'extension' and revoked_at is null
      returning id::text as id, encode(token_hash, 'hex') as hash`,
  );
  await tellEnded(ended);
}
