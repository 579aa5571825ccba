import { inTransaction } from '../../database';
import { requireUser } from '../caller';
import type { AuthCall } from '../context';
import { AuthProblem } from '../problem';
import { endSessions } from '../sessions';

/** `POST /logout`: ends every session (`global`, the default), this one (`local`) or all others (`others`). */
export async function logout(call: AuthCall): Promise<Response> {
  const scope = call.url.searchParams.get('scope') ?? 'global';
  if (scope !== 'global' && scope !== 'local' && scope !== 'others') {
    throw new AuthProblem(400, 'validation_failed', `Unsupported logout scope "${scope}"`);
  }
  await inTransaction(call.context.pool, async (db) => {
    const { user, session } = await requireUser(call, db);
    if (scope === 'global') await endSessions(db, user.id, 'all');
    else if (scope === 'local') await endSessions(db, user.id, { only: session.id });
    else await endSessions(db, user.id, { except: session.id });
  });
  return new Response(null, { status: 204 });
}
