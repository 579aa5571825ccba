import { asService } from '@/lib/db';
import { problems } from '@/lib/http';
import { actorOf } from '../actor-of';
import type { Principal } from '../principal';
import { recordOwn } from '../record-own';
import { type EndedSession, tellEnded } from './tell-ended';

/**
 * Ends the session of the extension that asks, and no other. Its token is refused from then on; a repeat is refused as
 * well, for it has no token any more.
 * @throws ProblemError 403 for whoever is not an extension
 */
export async function disconnectExtension(
  extension: Pick<Principal, 'userId' | 'email' | 'credentialId' | 'via'>,
): Promise<void> {
  const { userId, credentialId, via } = extension;
  if (via !== 'extension' || credentialId === null)
    throw problems.forbidden('Only an extension ends its connection here. Sessions are ended under Account.');
  const ended = await asService('auth.extension-disconnect', async (tx) => {
    const sessions = await tx.$queryRaw<EndedSession[]>`
      update app.user_sessions set revoked_at = now()
      where user_id = ${userId}::uuid and id = ${credentialId}::uuid and kind = 'extension' and revoked_at is null
      returning id::text as id, encode(token_hash, 'hex') as hash`;
    for (const { id } of sessions) {
      await recordOwn(tx, userId, 'extension.disconnected', {
        actor: actorOf(extension),
        target: { kind: 'session', id },
      });
    }
    return sessions;
  });
  await tellEnded(ended);
}
