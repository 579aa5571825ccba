import { asService } from '@/lib/db';
import { problems } from '@/lib/http';
import type { Principal } from '../principal';
import { recordOwn } from '../record-own';
import { deviceOf } from './device';
import { revokeSessionsIn } from './revoke-sessions';

/**
 * Ends one session of the principal, the one that asks included.
 * @throws ProblemError 404 for one that is somebody else's, unknown, or over
 */
export async function endSession({ userId }: Pick<Principal, 'userId'>, id: string): Promise<void> {
  const ended = await asService('auth.end-session', async (tx) => {
    const session = await tx.userSession.findUnique({
      where: { userId_id: { userId, id } },
      select: { kind: true, userAgent: true },
    });
    const count = await revokeSessionsIn(tx, userId, { only: id });
    if (count > 0) {
      const action = session?.kind === 'extension' ? 'extension.disconnected' : 'session.revoked';
      await recordOwn(tx, userId, action, {
        target: { kind: 'session', id, label: deviceOf(session?.userAgent).name },
      });
    }
    return count;
  });
  if (ended === 0) throw problems.notFound();
}

/**
 * Ends all sessions of the principal but the one that asks.
 * @returns how many
 */
export function endOtherSessions({
  userId,
  credentialId,
}: Pick<Principal, 'userId' | 'credentialId'>): Promise<number> {
  return asService('auth.end-other-sessions', async (tx) => {
    const which = credentialId === null ? 'all' : { except: credentialId };
    const ended = await revokeSessionsIn(tx, userId, which);
    if (ended > 0) await recordOwn(tx, userId, 'session.others_revoked', { after: { sessions: ended } });
    return ended;
  });
}
