import { z } from 'zod';
import { asService, asTenant, type TenantContext } from '@/lib/db';
import { decodeCursor, encodeCursor, problems } from '@/lib/http';
import type { StatusChange } from './schema';

/** One page of a job's history; `nextCursor` null is the last. */
export type HistoryPage = { changes: StatusChange[]; nextCursor: string | null };

/**
 * The steps of a job from status to status, newest first, with who made each. `limit` 1 to 100.
 * @throws ProblemError 404 when the job is not there or another organization's, 422 for a foreign cursor
 */
export async function listHistory(
  tenant: TenantContext,
  jobId: string,
  { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined } = {},
): Promise<HistoryPage> {
  const { organizationId } = tenant;
  const before = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
  const job = await asTenant(tenant, (tx) =>
    tx.savedJob.findUnique({
      where: { organizationId_id: { organizationId, id: jobId } },
      select: {
        statusChanges: {
          // UUIDv7 sorts by the time it was made.
          ...(before ? { where: { id: { lt: before } } } : {}),
          orderBy: { id: 'desc' },
          take: limit + 1,
        },
      },
    }),
  );
  if (!job) throw problems.notFound();
  const page = job.statusChanges.slice(0, limit);
  const last = page.at(-1);
  const names = await namesOf(page.map(({ changedBy }) => changedBy));
  return {
    changes: page.map(({ id, fromStatus, toStatus, changedAt, changedBy }) => {
      const name = changedBy === null ? undefined : names.get(changedBy);
      return {
        id,
        from: fromStatus,
        to: toStatus,
        changedAt: changedAt.toISOString(),
        changedBy: changedBy !== null && name ? { id: changedBy, name } : null,
      };
    }),
    nextCursor: job.statusChanges.length > limit && last ? encodeCursor(last.id) : null,
  };
}

// A tenant sees no row of another person; whose steps these are is told to whoever may read the job.
async function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const people = await asService('jobs.history_names', (tx) =>
    tx.user.findMany({ where: { id: { in: known } }, select: { id: true, name: true, email: true } }),
  );
  return new Map(people.map(({ id, name, email }) => [id, name || email]));
}
