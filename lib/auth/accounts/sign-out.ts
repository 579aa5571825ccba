import { logger } from '@/lib/observability';
import { checkAccessToken } from '../access-token';
import { revokeSessions } from '../sessions';

/**
 * Ends the session of an access token: whoever else has a copy of it is out as well, and there is nothing left to refresh.
 * Never fails: the caller removes the cookie whatever happens here, so that signing out works while the database does not.
 */
export async function signOut(accessToken: string): Promise<void> {
  try {
    const check = await checkAccessToken(accessToken);
    if (check.state === 'valid') await revokeSessions(check.claims.sub, { only: check.claims.session_id });
    else logger.info({ state: check.state }, 'signed out without a session that could be ended');
  } catch (err) {
    logger.error({ err }, 'a session was not ended by signing out');
  }
}
