import { asService, type ReconciliationTrigger } from '@/lib/db';
import { logger } from '@/lib/observability';
import { underLease } from '@/lib/resilience';
import { findSuspects } from './find-suspects';
import { type Drift, reconcileCustomer } from './reconcile-customer';
import { settleStrangers } from './settle-stranger';

/** How a comparison is to be made, and who asked for it. */
export type ReconciliationOptions = {
  trigger: ReconciliationTrigger;
  /** How many days of invoices and payments are compared; 30 unless given. */
  days?: number;
  /** Compare these Stripe customers, in full, and nothing else. */
  customers?: readonly string[];
};

/**
 * What a comparison found. `unchecked` are customers that were busy or for which Stripe did not answer; `interrupted`
 * says why it did not come to its end. Null when another comparison is running.
 */
export type Reconciliation = {
  runId: string;
  customers: number;
  drifts: Drift[];
  unchecked: string[];
  interrupted: string | null;
};

/**
 * Compares the mirror with everything that Stripe has, field by field, and repairs what differs; the run and each drift
 * are written down. At most one runs at a time, among all processes. One that is killed loses nothing but its end: each
 * repair stands for itself, the run is marked as interrupted by the next one, and that one begins anew.
 */
export async function reconcile(options: ReconciliationOptions): Promise<Reconciliation | null> {
  const leased = await underLease('billing.reconcile', () => run(options));
  return leased.held ? leased.result : null;
}

async function run({ trigger, days = 30, customers }: ReconciliationOptions): Promise<Reconciliation> {
  const runId = await begin(trigger, customers === undefined);
  const result: Reconciliation = { runId, customers: 0, drifts: [], unchecked: [], interrupted: null };
  try {
    if (customers) {
      result.customers = customers.length;
      await checkAll(new Set(customers), result);
    } else {
      const { suspects, strangers, ...seen } = await findSuspects(new Date(Date.now() - days * 86_400_000));
      result.customers = seen.customers;
      await checkAll(suspects, result);
      await note(result, await settleStrangers(strangers));
    }
  } catch (err) {
    logger.error({ err, runId }, 'the comparison with Stripe was interrupted');
    result.interrupted = err instanceof Error ? err.message : 'unknown error';
  }
  await end(result);
  return result;
}

// One after the other: there are few of them, and what waits for Stripe shares its few connections with the webhooks.
async function checkAll(suspects: ReadonlySet<string>, result: Reconciliation): Promise<void> {
  const progress = (data: { suspects: number; customers: number } | { checked: { increment: 1 } }) =>
    asService('billing.reconcile', (tx) =>
      tx.reconciliationRun.update({ where: { id: result.runId }, data }),
    );
  await progress({ suspects: suspects.size, customers: result.customers });
  for (const customer of suspects) {
    const found = await reconcileCustomer(customer);
    if (found) await note(result, found);
    else result.unchecked.push(customer);
    await progress({ checked: { increment: 1 } });
  }
}

/**
 * Begins the run's row. Whoever has the lease knows that no other run is under way, whatever the rows say. One over everything
 * is what the console has asked for until now, whoever began it.
 */
function begin(trigger: ReconciliationTrigger, overAll: boolean): Promise<string> {
  return asService('billing.reconcile', async (tx) => {
    await tx.reconciliationRun.updateMany({
      where: { finishedAt: null },
      data: { finishedAt: new Date(), error: 'Its process ended before it did.' },
    });
    const { id } = await tx.reconciliationRun.create({ data: { trigger }, select: { id: true } });
    if (overAll) await tx.reconciliationOrder.updateMany({ where: { runId: null }, data: { runId: id } });
    return id;
  });
}

// As they are found, so that a run which dies has told of what it repaired.
async function note(result: Reconciliation, found: readonly Drift[]): Promise<void> {
  if (found.length === 0) return;
  const { runId } = result;
  result.drifts.push(...found);
  await asService('billing.reconcile', async (tx) => {
    await tx.reconciliationDrift.createMany({ data: found.map((drift) => ({ runId, ...drift })) });
    await tx.reconciliationRun.update({ where: { id: runId }, data: countsOf(result) });
  });
}

async function end(result: Reconciliation): Promise<void> {
  const { runId, unchecked, interrupted } = result;
  const open = unchecked.length > 0 ? `Could not be looked at: ${unchecked.join(', ')}`.slice(0, 2000) : null;
  await asService('billing.reconcile', (tx) =>
    tx.reconciliationRun.update({
      where: { id: runId },
      data: { ...countsOf(result), finishedAt: new Date(), error: interrupted ?? open },
    }),
  );
  logger.info({ runId, ...countsOf(result), interrupted }, 'compared with Stripe');
}

function countsOf({ customers, drifts }: Reconciliation) {
  return { customers, drifts: drifts.length, repaired: drifts.filter(({ repaired }) => repaired).length };
}
