import { Prisma, type Transaction } from '@/lib/db';
import { flagInForce } from '@/lib/flags';

/** The PostgreSQL channel on which workers hear that there is an event to process. */
export const WEBHOOK_CHANNEL = 'foothold_webhook_events';

/**
 * Wakes the workers when `tx` commits, and not at all when it does not. A NOTIFY in the transaction that stores the
 * event needs no second connection, no second round trip that could fail or be late, and no queue in the web process.
 * A notice that nobody hears costs nothing: the stored row is the truth, and the worker's sweep finds it.
 */
export async function nudgeWorker(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_notify(channel, '') from (select ${channelToNudge()} as channel) c where channel is not null`;
}

/** The channel on which the workers are to be told now, within a statement; null while they are to leave events alone. */
export function channelToNudge(): Prisma.Sql {
  return Prisma.sql`case when ${flagInForce('FF_STRIPE_WEBHOOKS_ENABLED')} then ${WEBHOOK_CHANNEL}::text end`;
}
