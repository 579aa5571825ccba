import type { Admin } from '@/lib/auth';
import { requireAdminIn } from '@/lib/auth';
import { asService, isDatabaseUnavailable } from '@/lib/db';
import { ProblemError } from '@/lib/http';
import { logger, withRequestId } from '@/lib/observability';
import { underLease } from '@/lib/resilience';
import { type BulkAction, bulkActionSchema } from './bulk-order';
import { BULK_CHANNEL } from './order-bulk';
import { perform } from './perform';

/** People taken at a time. */
const BATCH = 25;

/** Milliseconds of one run: less than a worker that is stopped waits for. What is left wakes the next one. */
const RUN_MS = 5_000;

/** What came of a run: people done, of whom so many in vain, and whether there is more to do. */
export type BulkRun = { done: number; failed: number; goesOn: boolean };

/**
 * Does what was ordered for many, the oldest order first, person by person: by one process at a time. Killed anywhere, the
 * next run goes on with whoever is not marked; the one person who was done and not marked is done again, which changes
 * nothing. An order whose admin has lost the right is stopped.
 * @returns null while another process is at it
 */
export async function runBulkOperations({
  forMs = RUN_MS,
}: {
  forMs?: number;
} = {}): Promise<BulkRun | null> {
  const run: BulkRun = { done: 0, failed: 0, goesOn: false };
  const until = performance.now() + forMs;
  const leased = await underLease('admin.bulk', async () => {
    for (let operation = await next(); operation; operation = await next()) {
      await work(operation, until, run);
      if (performance.now() < until) continue;
      run.goesOn = true;
      return;
    }
  });
  // After the lease was given back: whoever hears it can begin.
  if (leased.held && run.goesOn) await wake();
  return leased.held ? run : null;
}

type Operation = { id: string; action: BulkAction; reason: string; admin: Admin };

async function next(): Promise<Operation | null> {
  const [row] = await asService(
    'admin.next-bulk',
    (tx) => tx.$queryRaw<Row[]>`
      update app.bulk_operations b set state = 'running', started_at = coalesce(b.started_at, now())
      where b.id = (
        select o.id from app.bulk_operations o where o.state in ('waiting', 'running') order by o.created_at, o.id limit 1)
        and b.state in ('waiting', 'running')
      returning b.id::text as id, b.action, b.parameters, b.reason, b.ordered_by::text as "orderedBy",
        b.ordered_by_email as "orderedByEmail", b.ordered_in::text as "orderedIn"`,
  );
  if (!row) return null;
  const { id, action, parameters, reason, orderedBy, orderedByEmail, orderedIn } = row;
  return {
    id,
    reason,
    action: bulkActionSchema.parse({ kind: action, ...parameters }),
    // Of whoever is gone nothing is done: they are no admin any more.
    admin: {
      userId: orderedBy ?? NOBODY,
      email: orderedByEmail,
      sessionId: orderedIn ?? NOBODY,
      bulkOperationId: id,
    },
  };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

type Row = {
  id: string;
  action: string;
  parameters: Record<string, unknown>;
  reason: string;
  orderedBy: string | null;
  orderedByEmail: string;
  orderedIn: string | null;
};

async function work(operation: Operation, until: number, run: BulkRun): Promise<void> {
  for (;;) {
    const left = await asService('admin.bulk-items', (tx) =>
      tx.bulkItem.findMany({
        where: { operationId: operation.id, doneAt: null },
        orderBy: { position: 'asc' },
        take: BATCH,
        select: { userId: true },
      }),
    );
    if (left.length === 0) return end(operation.id, 'done');
    for (const { userId } of left) {
      const outcome = await doOne(operation, userId);
      if (outcome === 'stopped') return;
      run.done += 1;
      if (outcome === 'failed') run.failed += 1;
      if (performance.now() >= until) return;
    }
  }
}

async function doOne(operation: Operation, userId: string): Promise<'done' | 'failed' | 'stopped'> {
  const { id, admin, action, reason } = operation;
  try {
    // By the id the events of one order are found together.
    await withRequestId(`bulk_${id}`, () => perform(admin, action, userId, reason));
    await mark(id, userId, null);
    return 'done';
  } catch (error) {
    if (isPassing(error)) throw error;
    // Of an order that was stopped, or whose admin is none any more, nothing is told of the person it was at.
    if (!(await mayGoOn(operation))) return 'stopped';
    if (!(error instanceof ProblemError))
      logger.error({ err: error, bulkOperationId: id, userId }, 'a bulk action failed for a person');
    await mark(
      id,
      userId,
      error instanceof ProblemError ? error.message : 'Something went wrong on our side.',
    );
    return 'failed';
  }
}

/** Whatever passes by itself is waited for, and no fault of the person it came to light with. */
function isPassing(error: unknown): boolean {
  return isDatabaseUnavailable(error) || (error instanceof ProblemError && error.status >= 500);
}

async function mayGoOn({ id, admin }: Operation): Promise<boolean> {
  try {
    await asService('admin.bulk-right', (tx) => requireAdminIn(tx, admin));
    return true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    await end(id, 'stopped');
    return false;
  }
}

async function mark(operationId: string, userId: string, error: string | null): Promise<void> {
  await asService('admin.bulk-mark', (tx) =>
    tx.bulkItem.updateMany({
      where: { operationId, userId, doneAt: null },
      data: { doneAt: new Date(), error },
    }),
  );
}

async function end(id: string, state: 'done' | 'stopped'): Promise<void> {
  await asService(
    'admin.bulk-end',
    (tx) => tx.$executeRaw`
      update app.bulk_operations set state = ${state}::app.bulk_state, finished_at = now()
      where id = ${id}::uuid and state = 'running'`,
  );
}

async function wake(): Promise<void> {
  await asService('admin.bulk-wake', (tx) => tx.$executeRaw`select pg_notify(${BULK_CHANNEL}, '')`);
}
