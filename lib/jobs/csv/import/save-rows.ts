import type { TenantContext, Transaction } from '@/lib/db';
import { toColumns } from '../../row';
import type { RowJob } from './read-row';

/** What is saved as where it came from, when the table does not say. */
const SOURCE = 'import';

/**
 * Writes jobs with the times that their rows have. The first row of a table is the newest of those without a time, and of
 * those of the same time, so that the list has them in the order of the table.
 * Precondition: what they count was taken in the same transaction.
 */
export async function saveRows(
  tx: Transaction,
  { organizationId, userId }: TenantContext,
  { createdAt: orderedAt }: { createdAt: Date },
  rows: readonly { position: number; job: RowJob }[],
): Promise<void> {
  if (rows.length === 0) return;
  const timed = rows.map(({ position, job }) => ({ ...job, ...timesOf(job, orderedAt, position) }));
  // An id has the time in it by which lists are ordered, and of jobs of the same time the place in the table.
  const ids = await tx.$queryRaw<{ id: string }[]>`
    select app.uuid_v7_at(t.at, t.position)::text as id
    from unnest(
      ${timed.map(({ createdAt }) => createdAt.toISOString())}::text[]::timestamptz[],
      ${rows.map(({ position }) => position)}::integer[]) with ordinality t (at, position, place)
    order by t.place`;
  await tx.savedJob.createMany({
    data: timed.map(({ fields, createdAt, statusChangedAt, appliedAt }, index) => ({
      ...toColumns(fields),
      title: fields.title,
      company: fields.company,
      source: fields.source ?? SOURCE,
      ...(ids[index] ?? {}),
      organizationId,
      createdBy: userId,
      createdAt,
      statusChangedAt,
      appliedAt,
    })),
  });
}

/**
 * When a job was saved and came to its status: nothing of it is later than the import, and its status no earlier than what
 * is known of it. Of one that is only saved nothing was applied.
 */
export function timesOf(
  { fields: { status }, savedAt, appliedAt }: RowJob,
  orderedAt: Date,
  position: number,
): { createdAt: Date; statusChangedAt: Date; appliedAt: Date | null } {
  const latest = new Date(orderedAt.getTime() - position);
  const applied = status === 'saved' ? null : earlier(appliedAt, latest);
  const createdAt = earlier(savedAt, latest) ?? applied ?? latest;
  return { createdAt, statusChangedAt: applied ?? createdAt, appliedAt: applied };
}

function earlier(given: Date | null, latest: Date): Date | null {
  return given === null || given < latest ? given : latest;
}
