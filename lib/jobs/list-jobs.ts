import { z } from 'zod';
import { asTenant, type Prisma, type TenantContext } from '@/lib/db';
import { decodeCursor, encodeCursor } from '@/lib/http';
import { toJobSummary } from './row';
import { type JobStatus, type JobSummary, jobStatuses } from './schema';

/** Which jobs: of one status, with a text in title or company. */
export type JobFilter = { status?: JobStatus | undefined; q?: string | undefined };

/** One page; `nextCursor` null is the last. */
export type JobPage = { jobs: JobSummary[]; nextCursor: string | null };

/** The organization's saved jobs, newest first. `limit` 1 to 100. @throws ProblemError 422 for a foreign cursor */
export async function listJobs(
  tenant: TenantContext,
  {
    limit = 50,
    cursor,
    ...filter
  }: JobFilter & { limit?: number | undefined; cursor?: string | undefined } = {},
): Promise<JobPage> {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
  const rows = await asTenant(tenant, (tx) =>
    tx.savedJob.findMany({
      // UUIDv7 sorts by the time it was made.
      where: { ...whereOf(tenant, filter), ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      omit: { description: true },
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    jobs: page.map(toJobSummary),
    nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null,
  };
}

/** How many jobs each status has, zero included. */
export async function countJobs(
  tenant: TenantContext,
  { q }: Pick<JobFilter, 'q'> = {},
): Promise<Record<JobStatus, number>> {
  const groups = await asTenant(tenant, (tx) =>
    tx.savedJob.groupBy({ by: ['status'], where: whereOf(tenant, { q }), _count: true }),
  );
  const counts = Object.fromEntries(jobStatuses.map((status) => [status, 0])) as Record<JobStatus, number>;
  for (const group of groups) counts[group.status] = group._count;
  return counts;
}

function whereOf(tenant: TenantContext, { status, q }: JobFilter): Prisma.SavedJobWhereInput {
  // What the database could not even compare is in no title.
  const text = q?.replaceAll('\u0000', '').toWellFormed().trim();
  return {
    organizationId: tenant.organizationId,
    ...(status ? { status } : {}),
    ...(text
      ? {
          OR: [
            { title: { contains: escapeLike(text), mode: 'insensitive' } },
            { company: { contains: escapeLike(text), mode: 'insensitive' } },
          ],
        }
      : {}),
  };
}

// Prisma passes % and _ on as wild cards.
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
