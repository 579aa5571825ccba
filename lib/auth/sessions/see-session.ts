import type { Transaction } from '@/lib/db';
import type { Visit } from './visit';

/** The browser's session that a request belongs to: Supabase's id of it, and where the request came from. */
export type SeenSession = Visit & { id: string };

/**
 * Notes that a session was seen. Any number of requests may do so at once, the first of a session among them.
 * @returns false when it has ended: here, at Supabase, or while this was being asked
 */
export async function seeSession(
  tx: Transaction,
  userId: string,
  { id, userAgent, network }: SeenSession,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isGoingOn: boolean }[]>`
    select app.see_session(${userId}::uuid, ${id}::uuid, ${userAgent}, ${network}) as "isGoingOn"`;
  return row?.isGoingOn === true;
}
