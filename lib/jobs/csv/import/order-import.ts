import { asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { idempotently, problems } from '@/lib/http';
import { requireWriter } from '../../require-writer';
import type { NumberedRow } from './mapped-rows';
import type { ImportOptions } from './schema';

/** The channel on which the workers hear that there is an import. */
export const IMPORT_CHANNEL = 'foothold_job_imports';

/** Imports of an organization that may wait at a time: each may be ten megabytes. */
export const WAITING_MAX = 10;

/**
 * Takes a table in to be saved as jobs, and wakes the worker. Nothing is judged here but who asks: every row is judged when
 * its turn comes. Rows and order commit together, so there is never a part of a table.
 * @param idempotencyKey a repeat with the same key and rows is the same import
 * @returns its id
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 409 `idempotency_conflict`, or where {@link WAITING_MAX} wait
 */
export function orderImport(
  tenant: TenantContext,
  rows: readonly NumberedRow[],
  options: ImportOptions,
  idempotencyKey?: string,
): Promise<string> {
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const operation = { operation: 'jobs.bulk_import', key: idempotencyKey, request: { rows, options } };
    return idempotently(tx, tenant, operation, async () => {
      await requirePlace(tx, tenant);
      const { id } = await tx.jobImport.create({
        data: {
          organizationId: tenant.organizationId,
          orderedBy: tenant.userId,
          fileName: options.fileName ?? null,
          skipsDuplicates: options.duplicates === 'skip',
          monthFirst: options.dates === 'month_first',
          total: rows.length,
        },
        select: { id: true },
      });
      await tx.$executeRaw`
        insert into app.job_import_rows (organization_id, import_id, position, row_number, fields)
        select ${tenant.organizationId}::uuid, ${id}::uuid, r.position, (r.value->>'row')::integer, r.value - 'row'
        from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality r (value, position)`;
      await tx.$executeRaw`select pg_notify(${IMPORT_CHANNEL}, '')`;
      return id;
    });
  });
}

async function requirePlace(tx: Transaction, { organizationId }: TenantContext): Promise<void> {
  const waiting = await tx.jobImport.count({
    where: { organizationId, state: { in: ['waiting', 'running'] } },
  });
  if (waiting >= WAITING_MAX)
    throw problems.conflict(`${WAITING_MAX} imports are waiting already. Let one of them finish first.`);
}
