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
  const channel = channelToNudge();
  if (channel !== null) await tx.$executeRaw`select pg_notify(${channel}, '')`;
}

/** The channel on which the workers are to be told now; null while they are to leave events alone. */
export function channelToNudge(): string | null {
  return env().FF_STRIPE_WEBHOOKS_ENABLED ? WEBHOOK_CHANNEL : null;
}
