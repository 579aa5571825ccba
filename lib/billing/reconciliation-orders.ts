import { asService, type Transaction } from '@/lib/db';
import { reconcile } from './reconcile';

/** The PostgreSQL channel on which workers hear that somebody wants everything to be compared. */
export const RECONCILIATION_CHANNEL = 'foothold_reconciliation';

/** Whether asking made a new order, or one that waits or a comparison that runs serves as well. */
export type OrderOutcome = 'ordered' | 'waiting' | 'running';

/**
 * Asks the worker to compare everything with Stripe. However many ask at once, one comparison is made: whoever comes while one
 * waits or runs joins it. Precondition: `tx` is service work.
 */
export async function orderReconciliationIn(tx: Transaction, orderedBy: string): Promise<OrderOutcome> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('billing.reconciliation_orders', 0))`;
  if (await tx.reconciliationOrder.findFirst({ where: { runId: null } })) return 'waiting';
  if (await isReconcilingIn(tx)) return 'running';
  await tx.reconciliationOrder.create({ data: { orderedBy } });
  await tx.$executeRaw`select pg_notify(${RECONCILIATION_CHANNEL}, '')`;
  return 'ordered';
}

/** Whether a comparison of everything is under way: its row is open, and its process has not died, by its lease. */
export async function isReconcilingIn(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ running: boolean }[]>`
    select exists (select from app.reconciliation_runs r where r.finished_at is null)
      and exists (select from app.task_leases l where l.name = 'billing.reconcile' and l.expires_at > now()) as running`;
  return row?.running ?? false;
}

/** Makes the comparison that was asked for, if one was. The run takes the order with it when it begins. */
export async function reconcileOrdered(): Promise<void> {
  const order = await asService('billing.reconcile', (tx) =>
    tx.reconciliationOrder.findFirst({ where: { runId: null }, select: { id: true } }),
  );
  if (order) await reconcile({ trigger: 'request' });
}
