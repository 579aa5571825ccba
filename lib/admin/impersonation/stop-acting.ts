import { type Admin, requireAdminIn, stopActingIn } from '@/lib/auth';
import { asService } from '@/lib/db';
import { recordStop } from './record-stop';

/**
 * Ends whatever a session of an admin acts as, at once and in every tab. Doing it again changes nothing. The browser is to lose
 * its cookies (`actingRemovals`) also where there was nothing to end.
 * @returns as whom it acted; null for nobody
 * @throws ProblemError 404 for who is no admin any more, and so acts as nobody either
 */
export function stopActing(admin: Admin): Promise<{ userId: string } | null> {
  return asService('admin.impersonation.stopped', async (tx) => {
    const known = await requireAdminIn(tx, admin);
    const stopped = await stopActingIn(tx, known);
    if (stopped) await recordStop(tx, known, stopped);
    return stopped && { userId: stopped.userId };
  });
}
