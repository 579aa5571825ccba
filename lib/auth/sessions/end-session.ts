import { problems } from '@/lib/http';
import type { Principal } from '../principal';
import { revokeSessions } from './revoke-sessions';

/**
 * Ends one session of the principal, the one that asks included.
 * @throws ProblemError 404 for one that is somebody else's, unknown, or over
 */
export async function endSession({ userId }: Pick<Principal, 'userId'>, id: string): Promise<void> {
  if ((await revokeSessions(userId, { only: id })) === 0) throw problems.notFound();
}

/**
 * Ends all sessions of the principal but the one that asks.
 * @returns how many
 */
export function endOtherSessions({
  userId,
  credentialId,
}: Pick<Principal, 'userId' | 'credentialId'>): Promise<number> {
  return revokeSessions(userId, credentialId === null ? 'all' : { except: credentialId });
}
