import { asService, type TenantContext } from '@/lib/db';
import { underLease } from '@/lib/resilience';
import { IMPORT_CHANNEL } from './order-import';
import { runNextBatch } from './run-import';

/** Milliseconds of one run: less than a worker that is stopped waits for. What is left wakes the next one. */
const RUN_MS = 5_000;

/** Days that an import can be looked at after it was ordered. */
const KEPT_DAYS = 30;

/**
 * Does what is left of all imports, by one process at a time: one batch of each organization in turn, so that nobody waits
 * for the five thousand rows of somebody else. Killed anywhere, the next run goes on with the rows that are left.
 */
export async function runImports({ forMs = RUN_MS }: { forMs?: number } = {}): Promise<void> {
  const until = performance.now() + forMs;
  const leased = await underLease('jobs.imports', async () => {
    for (let turn = await nextTurn(); turn.length > 0; turn = await nextTurn()) {
      for (const { importId, ...tenant } of turn) {
        await runNextBatch(tenant, importId);
        if (performance.now() >= until) return true;
      }
    }
    return false;
  });
  // After the lease was given back: whoever hears it can begin.
  if (leased.held && leased.result)
    await asService('jobs.wake-imports', (tx) => tx.$executeRaw`select pg_notify(${IMPORT_CHANNEL}, '')`);
}

/** Removes imports that nobody looks at any more, with the rows that were not saved. The jobs stay. */
export async function removeOldImports(): Promise<void> {
  await asService('jobs.remove-old-imports', (tx) =>
    tx.jobImport.deleteMany({
      where: { finishedAt: { not: null }, createdAt: { lt: new Date(Date.now() - KEPT_DAYS * 86_400_000) } },
    }),
  );
}

/** The oldest import of each organization that is not over. */
function nextTurn(): Promise<(TenantContext & { importId: string })[]> {
  return asService(
    'jobs.next-imports',
    (tx) => tx.$queryRaw<(TenantContext & { importId: string })[]>`
      select distinct on (organization_id) organization_id::text as "organizationId", id::text as "importId",
        ordered_by::text as "userId"
      from app.job_imports where state in ('waiting', 'running')
      order by organization_id, id`,
  );
}
