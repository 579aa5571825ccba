import { type JobStatus, Prisma, type ReminderKind, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import type { Reminder } from './schema';

/** What is read of a reminder to show it, with when it is due as the database reckons it at this moment. */
export type ReminderRow = {
  id: string;
  jobId: string;
  title: string;
  company: string;
  status: JobStatus;
  kind: ReminderKind;
  note: string | null;
  remindAt: Date | null;
  days: number | null;
  repeats: boolean;
  dueAt: Date | null;
  isDue: boolean;
  snoozedUntil: Date | null;
  toldAt: Date | null;
  doneAt: Date | null;
  createdAt: Date;
  /** Where the list goes on after this one. */
  place: string;
};

/**
 * The person's own reminders in an organization.
 * @param more narrows it down, such as `and r.id = …`
 * @param order how they are sorted; open ones by when they are due, which `place` tells to the microsecond
 */
export function readReminders(
  tx: Transaction,
  { organizationId, userId }: TenantContext,
  { more, order, limit }: { more: Prisma.Sql; order: 'due' | 'done'; limit: number },
): Promise<ReminderRow[]> {
  const place = order === 'due' ? Prisma.sql`d.due_at` : Prisma.sql`r.done_at`;
  return tx.$queryRaw<ReminderRow[]>(Prisma.sql`
    select r.id::text as id, r.job_id::text as "jobId", j.title, j.company, j.status::text as status, r.kind::text as kind,
      r.note, r.remind_at as "remindAt", r.days, r.repeats, d.due_at as "dueAt",
      coalesce(d.due_at <= now(), false) as "isDue", r.snoozed_until as "snoozedUntil", r.told_at as "toldAt",
      r.done_at as "doneAt", r.created_at as "createdAt",
      coalesce(to_char(${place}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'infinity') || ' ' || r.id as place
    from app.reminders r
    join app.saved_jobs j on j.organization_id = r.organization_id and j.id = r.job_id
    cross join lateral (select app.reminder_due_at(r, j) as due_at) d
    where r.organization_id = ${organizationId}::uuid and r.user_id = ${userId}::uuid ${more}
    order by ${order === 'due' ? Prisma.sql`coalesce(d.due_at, 'infinity'), r.id` : Prisma.sql`r.done_at desc, r.id desc`}
    limit ${limit}`);
}

/** One of the person's reminders. @throws ProblemError 404 when it is not there or somebody else's */
export async function reminderOf(tx: Transaction, tenant: TenantContext, id: string): Promise<Reminder> {
  const more = Prisma.sql`and r.id = ${id}::uuid`;
  const [row] = await readReminders(tx, tenant, { more, order: 'due', limit: 1 });
  if (!row) throw problems.notFound();
  return toReminder(row);
}

/** A row as the API tells it. */
export function toReminder(row: ReminderRow): Reminder {
  const { id, kind, note, repeats, days } = row;
  return {
    id,
    job: { id: row.jobId, title: row.title, company: row.company, status: row.status },
    kind,
    note,
    at: iso(row.remindAt),
    repeatDays: kind === 'at' ? days : null,
    days: kind === 'silence' ? days : null,
    repeats,
    state: stateOf(row),
    dueAt: iso(row.dueAt),
    snoozedUntil: iso(row.snoozedUntil),
    toldAt: iso(row.toldAt),
    doneAt: iso(row.doneAt),
    createdAt: row.createdAt.toISOString(),
  };
}

/**
 * Has the worker look at a reminder when it can be due at the earliest. What is told already is not looked at again, unless
 * news may move it: not before its days have passed once more. Precondition: whatever it goes by is written.
 */
export async function scheduleCheck(
  tx: Transaction,
  { organizationId }: TenantContext,
  id: string,
): Promise<void> {
  await tx.$executeRaw`
    update app.reminders r set check_at = case when r.done_at is null then (
      select case
        when d.due_at > coalesce(r.told_for, '-infinity') then d.due_at
        when r.kind = 'silence' then now() + make_interval(days => r.days)
      end
      from (
        select app.reminder_due_at(r, j) as due_at from app.saved_jobs j
        where j.organization_id = r.organization_id and j.id = r.job_id
      ) d) end
    where r.organization_id = ${organizationId}::uuid and r.id = ${id}::uuid`;
}

function stateOf({ doneAt, dueAt, isDue }: ReminderRow): Reminder['state'] {
  if (doneAt) return 'done';
  if (!dueAt) return 'quiet';
  return isDue ? 'due' : 'waiting';
}

function iso(moment: Date | null): string | null {
  return moment?.toISOString() ?? null;
}
