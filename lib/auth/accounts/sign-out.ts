import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';
import { checkAccessToken } from '../access-token';
import { recordOwn } from '../record-own';
import { revokeSessionsIn } from '../sessions';

/**
 * Ends the session of an access token: whoever else has a copy of it is out as well, and there is nothing left to refresh.
 * Never fails: the caller removes the cookie whatever happens here, so that signing out works while the database does not.
 */
export async function signOut(accessToken: string): Promise<void> {
  try {
    const check = await checkAccessToken(accessToken);
    if (check.state === 'valid') await end(check.claims.sub, check.claims.session_id);
    else logger.info({ state: check.state }, 'signed out without a session that could be ended');
  } catch (err) {
    logger.error({ err }, 'a session was not ended by signing out');
  }
}

async function end(userId: string, id: string): Promise<void> {
  await asService('auth.sign-out', async (tx) => {
    const ended = await revokeSessionsIn(tx, userId, { only: id });
    if (ended > 0) await recordOwn(tx, userId, 'session.ended', { target: { kind: 'session', id } });
  });
}
