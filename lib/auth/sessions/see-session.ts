import type { Transaction } from '@/lib/db';
import { recordOwn } from '../record-own';
import { deviceOf } from './device';
import type { Visit } from './visit';

/** The browser's session that a request belongs to: Supabase's id of it, and where the request came from. */
export type SeenSession = Visit & { id: string };

/**
 * Notes that a session was seen. Any number of requests may do so at once, the first of a session among them; that
 * somebody signed in is recorded when a session is seen for the first time, by whichever request is first.
 * @returns false when it has ended: here, at Supabase, or while this was being asked
 */
export async function seeSession(
  tx: Transaction,
  userId: string,
  { id, userAgent, network }: SeenSession,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ sight: 'new' | 'seen' | 'over' }[]>`
    select app.note_session(${userId}::uuid, ${id}::uuid, ${userAgent}, ${network}) as sight`;
  if (row?.sight === 'new') {
    await recordOwn(tx, userId, 'session.started', {
      target: { kind: 'session', id, label: deviceOf(userAgent).name },
    });
  }
  return row !== undefined && row.sight !== 'over';
}
