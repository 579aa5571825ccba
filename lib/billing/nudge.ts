import type { Transaction } from '@/lib/db';
import { env } from '@/lib/env';

/** The PostgreSQL channel on which workers hear that there is an event to process. */
export const WEBHOOK_CHANNEL = 'foothold_webhook_events';

/**
 * Wakes the workers when `tx` commits, and not at all when it does not. A NOTIFY in the transaction that stores the
 * event needs no second connection, no second round trip that could fail or be late, and no queue in the web process.
 * A notice that nobody hears costs nothing: the stored row is the truth, and the worker's sweep finds it.
 */
export async function nudgeWorker(tx: Transaction): Promise<void> {
  if (!env().FF_STRIPE_WEBHOOKS_ENABLED) return;
  await tx.$executeRaw`select pg_notify(${WEBHOOK_CHANNEL}, '')`;
}
