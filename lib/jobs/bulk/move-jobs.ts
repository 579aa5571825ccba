import { asTenant, type TenantContext } from '@/lib/db';
import { requireWriter } from '../require-writer';
import type { JobStatus } from '../schema';
import type { BulkOutcome, BulkSelection, DoneMove } from './bulk-schema';
import { readSelection, selectedJobs } from './selected-jobs';

/** What came of a move, and how to take it back; null where nothing moved. */
export type Moved = BulkOutcome & { done: DoneMove | null };

/**
 * Gives many jobs another status, by one statement whatever their number. Jobs that have it already are left alone, so that a
 * repeat changes nothing and their history tells nothing twice.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, and as `selectedJobs`
 */
export async function moveJobs(
  tenant: TenantContext,
  selection: BulkSelection,
  status: JobStatus,
): Promise<Moved> {
  const read = await readSelection(tenant, selection);
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const ids = await selectedJobs(tx, tenant, read);
    const changed = await tx.$executeRaw`
      update app.saved_jobs set status = ${status}::app.job_status, updated_at = now()
      where organization_id = ${tenant.organizationId}::uuid and id = any(${ids}::uuid[])
        and status <> ${status}::app.job_status`;
    const [moment] = await tx.$queryRaw<{ at: string }[]>`
      select (extract(epoch from now()) * 1000000)::bigint::text as at`;
    return {
      matched: ids.length,
      changed,
      done: changed > 0 && moment ? { status, movedAt: moment.at } : null,
    };
  });
}

/**
 * Takes a move back: each job that it moved has the status again that it had before, and so has the day of its application
 * where that was only set by the move. The history knows both: a step of this person to that status in that very moment. A
 * job that has moved on since, or is gone, stays as it is; a repeat finds nothing.
 * @returns how many were taken back
 * @throws ProblemError 402 `payment_required`, 403 for viewers
 */
export function takeBackMove(tenant: TenantContext, { status, movedAt }: DoneMove): Promise<number> {
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const { organizationId, userId } = tenant;
    return tx.$executeRaw`
      with moved as materialized (
        select j.id, s.from_status, s.changed_at
        from app.saved_jobs j join app.job_status_changes s
          on s.organization_id = j.organization_id and s.job_id = j.id and s.changed_at = j.status_changed_at
        where j.organization_id = ${organizationId}::uuid and j.status = ${status}::app.job_status
          and j.status_changed_at = to_timestamp(0) + ${movedAt}::bigint * interval '1 microsecond'
          and s.to_status = j.status and s.from_status is not null and s.changed_by = ${userId}::uuid
        order by j.id for update of j
      )
      update app.saved_jobs j set status = moved.from_status, updated_at = now(),
        applied_at = case when j.applied_at = moved.changed_at then null else j.applied_at end
      from moved where j.organization_id = ${organizationId}::uuid and j.id = moved.id`;
  });
}
