import { type Admin, revokeApiKeyIn, revokeSessionsIn } from '@/lib/auth';
import { problems } from '@/lib/http';
import { labelOf } from './label-of';
import { type Done, onAccount } from './on-account';

/**
 * Ends all sessions of a person at once, extensions included. Where none goes on, nothing is recorded.
 * @throws ProblemError 404 for nobody's account, 422 without a reason
 */
export function revokeAllSessions(admin: Admin, userId: string, reason: string): Promise<Done> {
  return onAccount(admin, userId, { action: 'user.sessions_revoked', reason }, async (tx) => {
    const label = await labelOf(tx, userId);
    const sessions = await revokeSessionsIn(tx, userId, 'all');
    return sessions === 0 ? null : { change: { before: { sessions }, after: { sessions: 0 } }, label };
  });
}

/**
 * Ends one session of a person. One that is over stays so, and nothing is recorded.
 * @throws ProblemError 404 for nobody's account, or another person's session, 422 without a reason
 */
export function revokeSession(
  admin: Admin,
  userId: string,
  sessionId: string,
  reason: string,
): Promise<Done> {
  const target = { kind: 'session', id: sessionId };
  return onAccount(admin, userId, { action: 'session.revoked', reason, target }, async (tx) => {
    const label = await labelOf(tx, userId);
    const session = await tx.userSession.findUnique({
      where: { userId_id: { userId, id: sessionId } },
      select: { kind: true, userAgent: true, network: true },
    });
    if (!session) throw problems.notFound();
    const ended = await revokeSessionsIn(tx, userId, { only: sessionId });
    return ended === 0 ? null : { change: { before: session }, label };
  });
}

/**
 * Ends an API key that a person made, at once and for good. One that is revoked already stays so, and nothing is recorded.
 * The organization sees it in its own log.
 * @throws ProblemError 404 for nobody's account, or a key that somebody else made, 422 without a reason
 */
export async function revokeKey(
  admin: Admin,
  userId: string,
  key: { organizationId: string; id: string },
  reason: string,
): Promise<Done> {
  const { organizationId, id } = key;
  const target = { kind: 'api_key', id };
  const deed = { action: 'api_key.revoked', reason, organizationId, target } as const;
  return onAccount(admin, userId, deed, async (tx) => {
    const found = await tx.apiKey.count({ where: { organizationId, id, createdBy: userId } });
    if (found === 0) throw problems.notFound();
    const revoked = await revokeApiKeyIn(tx, { organizationId, userId }, id);
    return revoked && { change: { before: revoked }, label: revoked.name };
  });
}
