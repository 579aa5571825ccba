import { z } from 'zod';
import { asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { returnUsage } from '@/lib/usage';
import { requireWriter } from '../require-writer';
import { toColumns, toSavedJob } from '../row';
import type { SavedJob } from '../schema';
import { mergedFields, mergeFields } from './merged-fields';

/** Which job goes, and what of it is taken although the one that stays says something else. */
export const mergeSchema = z.strictObject({
  otherId: z.uuid().describe('The job that goes. This cannot be undone.'),
  take: z
    .array(z.enum(mergeFields))
    .max(mergeFields.length)
    .default([])
    .describe('Fields to take from the other. What this one lacks is taken without being named.'),
});
/** See {@link mergeSchema}. */
export type MergeChoice = z.input<typeof mergeSchema>;

/**
 * Makes one job of two: the one that stays takes over what it lacks, what was chosen, the notes, contacts, interviews,
 * reminders and history of the other, which goes and gives its place in the quota back. All in one transaction, with both
 * jobs locked in the order of their ids: of two merges at once, or a merge and a deletion, the second finds only one job left, so
 * that the place is given back once.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when one of them is not there or another
 * organization's, 422 for a job with itself and for notes that together are too long; ZodError for wrong input
 */
export async function mergeJobs(tenant: TenantContext, id: string, input: MergeChoice): Promise<SavedJob> {
  const { otherId, take } = mergeSchema.parse(input);
  if (otherId === id)
    throw problems.invalid('A job cannot be merged with itself.', [
      { path: 'otherId', message: 'Name another job' },
    ]);
  const { organizationId } = tenant;
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const [kept, other] = await lockedPair(tx, tenant, id, otherId);
    const fields = mergedFields(toSavedJob(kept), toSavedJob(other), take);
    if ((fields.notes?.length ?? 0) > NOTES_MAX)
      throw problems.invalid('Together the notes are too long for one job. Shorten one of them first.');
    await tx.$queryRaw`select app.move_job_parts(${otherId}::uuid, ${id}::uuid)::text`;
    await tx.savedJob.deleteMany({ where: { organizationId, id: otherId } });
    await returnUsage(tx, tenant, { key: `saved_job:${otherId}:deleted`, items: { saved_jobs: 1 } });
    const row = await tx.savedJob.update({
      where: { organizationId_id: { organizationId, id } },
      data: {
        ...toColumns(fields),
        createdAt: earlier(kept.createdAt, other.createdAt),
        ...(other.appliedAt && { appliedAt: earlier(kept.appliedAt ?? other.appliedAt, other.appliedAt) }),
      },
    });
    return toSavedJob(row);
  });
}

/** As of `jobInputSchema`. */
const NOTES_MAX = 20_000;

async function lockedPair(tx: Transaction, { organizationId }: TenantContext, id: string, otherId: string) {
  await tx.$queryRaw`
    select id from app.saved_jobs where organization_id = ${organizationId}::uuid and id in (${id}::uuid, ${otherId}::uuid)
    order by id for update`;
  const rows = await tx.savedJob.findMany({ where: { organizationId, id: { in: [id, otherId] } } });
  const [kept, other] = [id, otherId].map((each) => rows.find((row) => row.id === each));
  if (!kept || !other) throw problems.notFound();
  return [kept, other] as const;
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
