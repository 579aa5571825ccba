import { asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { requireWriter } from '../../require-writer';
import { judgeRows, type Verdict } from './judge-rows';
import { saveRows } from './save-rows';
import { takePlaces } from './take-places';

/** What a batch came to: there is more to do, or nothing, or it is another import's turn. */
export type BatchOutcome = 'more' | 'over' | 'not_its_turn';

/**
 * Saves the next rows of an import, all in one transaction: the jobs, what they count of the quota, and that they are done.
 * Killed anywhere, it has happened or it has not. Of one organization only the oldest import that is not over has its
 * turn, and its row is held: of two at once the second waits, and then finds the next rows.
 * Where the quota has no room for all, as many are saved as fit, in the order of the table.
 * @throws ProblemError 402 `payment_required`, 403 where whoever ordered it may not write any more
 */
export function saveBatch(tenant: TenantContext, importId: string, size: number): Promise<BatchOutcome> {
  const { organizationId } = tenant;
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const [order] = await tx.$queryRaw<Order[]>`
      select id::text as id, skips_duplicates as "skipsDuplicates", month_first as "monthFirst",
        created_at as "createdAt", saved + skipped + failed as done
      from app.job_imports
      where organization_id = ${organizationId}::uuid and state in ('waiting', 'running')
      order by id limit 1 for update`;
    if (order?.id !== importId) return 'not_its_turn';
    const rows = await tx.jobImportRow.findMany({
      where: { organizationId, importId, state: 'waiting' },
      orderBy: { position: 'asc' },
      take: size,
    });
    const verdicts = await judgeRows(tx, tenant, order, rows);
    const wanted = verdicts.flatMap((verdict) => (verdict.state === 'wanted' ? [verdict] : []));
    const places = await takePlaces(tx, tenant, {
      key: `job_import:${importId}:${order.done}`,
      wanted: wanted.length,
    });
    await saveRows(tx, tenant, order, wanted.slice(0, places.taken));
    const refused = wanted
      .slice(places.taken)
      .map(({ position }) => ({ position, state: 'failed' as const, error: places.refusal }));
    await book(tx, tenant, {
      importId,
      saved: wanted.slice(0, places.taken).map(({ position }) => position),
      unsaved: [...verdicts.flatMap((each) => (each.state === 'wanted' ? [] : [each])), ...refused],
      isOver: rows.length < size,
    });
    return rows.length < size ? 'over' : 'more';
  });
}

type Order = {
  id: string;
  skipsDuplicates: boolean;
  monthFirst: boolean;
  createdAt: Date;
  /** Rows that were done before. */
  done: number;
};

type Booking = {
  importId: string;
  saved: readonly number[];
  unsaved: readonly Exclude<Verdict, { state: 'wanted' }>[];
  isOver: boolean;
};

async function book(
  tx: Transaction,
  { organizationId }: TenantContext,
  { importId, saved, unsaved, isOver }: Booking,
): Promise<void> {
  await tx.jobImportRow.deleteMany({ where: { organizationId, importId, position: { in: [...saved] } } });
  await tx.$executeRaw`
    update app.job_import_rows r set state = u.state::app.job_import_row_state, error = left(u.error, 2000)
    from jsonb_to_recordset(${JSON.stringify(unsaved)}::jsonb) as u (position integer, state text, error text)
    where r.organization_id = ${organizationId}::uuid and r.import_id = ${importId}::uuid
      and r.position = u.position`;
  const skipped = unsaved.filter(({ state }) => state === 'skipped').length;
  await tx.jobImport.update({
    where: { organizationId_id: { organizationId, id: importId } },
    data: {
      state: isOver ? 'done' : 'running',
      finishedAt: isOver ? new Date() : null,
      saved: { increment: saved.length },
      skipped: { increment: skipped },
      failed: { increment: unsaved.length - skipped },
    },
  });
}
