import type { Admin } from '@/lib/auth';
import { isReconcilingIn, type OrderOutcome, orderReconciliationIn } from '@/lib/billing';
import { asService } from '@/lib/db';
import { asAdmin } from '../as-admin';

/** A field in which the database and Stripe differed. */
export type ShownDrift = {
  id: string;
  stripeCustomerId: string;
  organizationId: string | null;
  objectId: string;
  field: string;
  ours: string | null;
  theirs: string | null;
  repaired: boolean;
  foundAt: string;
};

/** A comparison with Stripe. `lost` is one whose process died and that nobody has closed yet. */
export type ShownRun = {
  id: string;
  trigger: 'schedule' | 'request';
  state: 'running' | 'done' | 'interrupted' | 'lost';
  startedAt: string;
  finishedAt: string | null;
  customers: number;
  /** Customers to be looked at closely; null until they are known. */
  suspects: number | null;
  checked: number;
  drifts: number;
  repaired: number;
  error: string | null;
  orderedBy: string | null;
};

/** The last comparisons, the newest first, and whether one is waiting for the worker. */
export type Reconciliations = { runs: ShownRun[]; waitingSince: string | null };

/** See {@link Reconciliations}. */
export function reconciliations(limit = 20): Promise<Reconciliations> {
  return asService('admin.reconciliations', async (tx) => {
    // Before the runs: an order that a run takes in between is then seen in one place at least, and the page looks again.
    const waiting = await tx.reconciliationOrder.findFirst({ where: { runId: null } });
    const isRunning = await isReconcilingIn(tx);
    const rows = await tx.reconciliationRun.findMany({
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: limit,
      include: { orders: { include: { orderer: { select: { email: true } } }, take: 1 } },
    });
    return {
      runs: rows.map(({ orders, startedAt, finishedAt, ...row }) => ({
        ...row,
        startedAt: startedAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
        state: finishedAt ? (row.error ? 'interrupted' : 'done') : isRunning ? 'running' : 'lost',
        orderedBy: orders[0]?.orderer?.email ?? null,
      })),
      waitingSince: waiting?.orderedAt.toISOString() ?? null,
    };
  });
}

/** What a comparison found, at most so much of it; the fields of one object stand together. */
export function driftsOf(runId: string, limit = 500): Promise<ShownDrift[]> {
  return asService('admin.reconciliations', async (tx) => {
    const rows = await tx.reconciliationDrift.findMany({
      where: { runId },
      orderBy: [{ stripeCustomerId: 'asc' }, { objectId: 'asc' }, { field: 'asc' }],
      take: limit,
    });
    const owners = await tx.organization.findMany({
      where: { stripeCustomerId: { in: rows.map(({ stripeCustomerId }) => stripeCustomerId) } },
      select: { id: true, stripeCustomerId: true },
    });
    const ownerOf = new Map(owners.map(({ id, stripeCustomerId }) => [stripeCustomerId, id]));
    return rows.map(({ runId: _, foundAt, ...row }) => ({
      ...row,
      organizationId: ownerOf.get(row.stripeCustomerId) ?? null,
      foundAt: foundAt.toISOString(),
    }));
  });
}

/**
 * Asks for a comparison of everything with Stripe, now. The worker makes it; whoever asks while one waits or runs joins it, and
 * nothing is recorded of that.
 * @throws ProblemError 404 for no admin, 422 without a reason
 */
export async function orderReconciliation(admin: Admin, reason: string): Promise<OrderOutcome> {
  const target = { kind: 'reconciliation', label: 'All of Stripe' };
  const deed = { action: 'reconciliation.ordered', target, reason } as const;
  const { answer } = await asAdmin(admin, deed, async (tx) => {
    const outcome = await orderReconciliationIn(tx, admin.userId);
    return { answer: outcome, change: outcome === 'ordered' ? {} : null };
  });
  return answer;
}
