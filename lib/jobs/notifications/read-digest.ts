import { asService, type TenantContext } from '@/lib/db';
import type { InterviewKind } from '../interviews/schema';
import { momentOf } from '../reminders/zoned-time';

type Named = { jobId: string; title: string; company: string };

/** What a week brought to one person, of the jobs that they saved, and what the next one will. */
export type Digest = {
  saved: number;
  /** Jobs that came further, and where to: how many reached each status. */
  applied: number;
  interviewing: number;
  offers: number;
  rejected: number;
  interviews: (Named & { startsAt: Date; kind: InterviewKind })[];
  reminders: (Named & { dueAt: Date; note: string | null })[];
  /** Applications of which nothing was heard for two weeks, since this week. */
  silent: Named[];
};

/** Lines that a list of the mail has at most. */
const LINES = 8;

/**
 * The digest of the week before a Monday, and of the seven days from it; null when it would say nothing. Silence is told
 * in the one week in which it reaches two weeks, so that nobody is told of the same again each Monday.
 * @param week the Monday, as the zone's calendar has it
 */
export async function readDigest(
  { organizationId, userId }: TenantContext,
  { week, timeZone }: { week: string; timeZone: string },
): Promise<Digest | null> {
  const [year = 0, month = 0, day = 0] = week.split('-').map(Number);
  const midnight = (offset: number) =>
    momentOf({ year, month, day: day + offset, hour: 0, minute: 0 }, timeZone);
  const [from, to, until] = [midnight(-7), midnight(0), midnight(7)];
  return asService('jobs.read_digest', async (tx) => {
    const [counts] = await tx.$queryRaw<Omit<Digest, 'interviews' | 'reminders' | 'silent'>[]>`
      select
        (select count(*)::integer from app.saved_jobs j
         where j.organization_id = ${organizationId}::uuid and j.created_by = ${userId}::uuid
           and j.created_at >= ${from} and j.created_at < ${to}) as saved,
        count(distinct c.job_id) filter (where c.to_status = 'applied')::integer as applied,
        count(distinct c.job_id) filter (where c.to_status = 'interviewing')::integer as interviewing,
        count(distinct c.job_id) filter (where c.to_status = 'offer')::integer as offers,
        count(distinct c.job_id) filter (where c.to_status = 'rejected')::integer as rejected
      from app.job_status_changes c
      join app.saved_jobs j on j.organization_id = c.organization_id and j.id = c.job_id
      where c.organization_id = ${organizationId}::uuid and j.created_by = ${userId}::uuid
        and c.from_status is not null and c.changed_at >= ${from} and c.changed_at < ${to}`;
    const interviews = await tx.$queryRaw<Digest['interviews']>`
      select j.id::text as "jobId", j.title, j.company, i.starts_at as "startsAt", i.kind::text as kind
      from app.job_interviews i
      join app.saved_jobs j on j.organization_id = i.organization_id and j.id = i.job_id
      where i.organization_id = ${organizationId}::uuid and j.created_by = ${userId}::uuid
        and i.starts_at >= greatest(${to}::timestamptz, now()) and i.starts_at < ${until}
        and j.status not in ('rejected', 'archived')
      order by i.starts_at, i.id limit ${LINES}`;
    const reminders = await tx.$queryRaw<Digest['reminders']>`
      select j.id::text as "jobId", j.title, j.company, d.due_at as "dueAt", r.note
      from app.reminders r
      join app.saved_jobs j on j.organization_id = r.organization_id and j.id = r.job_id
      cross join lateral (select app.reminder_due_at(r, j) as due_at) d
      where r.organization_id = ${organizationId}::uuid and r.user_id = ${userId}::uuid and r.done_at is null
        and d.due_at >= ${from} and d.due_at < ${until}
      order by d.due_at, r.id limit ${LINES}`;
    const silent = await tx.$queryRaw<Digest['silent']>`
      select j.id::text as "jobId", j.title, j.company
      from app.saved_jobs j
      cross join lateral (select app.job_last_activity(j) as at) last
      where j.organization_id = ${organizationId}::uuid and j.created_by = ${userId}::uuid
        and j.status in ('applied', 'interviewing')
        and last.at >= ${midnight(-21)} and last.at < ${midnight(-14)}
      order by last.at, j.id limit ${LINES}`;
    const digest = counts && { ...counts, interviews, reminders, silent };
    return digest && hasAnything(digest) ? digest : null;
  });
}

function hasAnything({ interviews, reminders, silent, ...counts }: Digest): boolean {
  return (
    Object.values(counts).some((count) => count > 0) ||
    interviews.length + reminders.length + silent.length > 0
  );
}
