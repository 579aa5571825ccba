import { createHash } from 'node:crypto';
import { asService, Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { env } from '@/lib/env';
import type { InterviewKind } from '../interviews/schema';
import { hasReminders, isThere } from '../notifications/in-force';
import { interviewKindWords } from '../notifications/interview-words';
import { jobWords } from '../notifications/notice-words';
import { type CalendarEvent, calendarFile } from './calendar-file';
import { hashOfFeedToken } from './feed-token';

/** A calendar as it is sent; `etag` names what is in it. */
export type Calendar = { body: string; etag: string };

/** Of each kind, so that no calendar grows without end. */
const EVENTS_MAX = 1_000;

/**
 * The calendar at a secret address: interviews of the jobs that the person saved, from three months ago on, and what else they
 * chose. Asked by nobody that we know: the address is looked up by its hash, so that the time it takes tells nothing of how
 * much of it was right.
 * @returns null for an address that is none, of whoever has left, or is suspended, deleted or about to be
 */
export async function readCalendar(token: string): Promise<Calendar | null> {
  return asService('jobs.read_calendar', async (tx) => {
    const feed = await feedAt(tx, token);
    if (!feed) return null;
    const events = [
      ...(await interviews(tx, feed)),
      ...(feed.deadlines ? await deadlines(tx, feed) : []),
      ...(feed.reminders && feed.hasReminders ? await reminders(tx, feed) : []),
    ];
    const body = calendarFile(`Foothold: ${feed.organizationName}`, events);
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
  });
}

type Feed = TenantContext & {
  organizationName: string;
  deadlines: boolean;
  reminders: boolean;
  hasReminders: boolean;
};

async function feedAt(tx: Transaction, token: string): Promise<Feed | undefined> {
  const hash = hashOfFeedToken(token);
  const [feed] = await tx.$queryRaw<Feed[]>`
    select f.organization_id::text as "organizationId", f.user_id::text as "userId", o.name as "organizationName",
      f.deadlines, f.reminders, ${hasReminders(Prisma.sql`f.organization_id`)} as "hasReminders"
    from app.calendar_feeds f
    join app.organizations o on o.id = f.organization_id
    join app.users u on u.id = f.user_id
    where f.token_hash = ${hash} and ${isThere}`;
  // Exact to five minutes, so that reading seldom writes.
  if (feed)
    await tx.$executeRaw`
      update app.calendar_feeds set last_read_at = now()
      where token_hash = ${hash} and coalesce(last_read_at, '-infinity') < now() - interval '5 minutes'`;
  return feed;
}

type Row = { id: string; jobId: string; title: string; company: string; createdAt: Date; changedAt: Date };

async function interviews(tx: Transaction, { organizationId, userId }: Feed): Promise<CalendarEvent[]> {
  const rows = await tx.$queryRaw<
    (Row & { kind: InterviewKind; startsAt: Date; endsAt: Date; location: string | null })[]
  >`
    select i.id::text as id, j.id::text as "jobId", j.title, j.company, i.created_at as "createdAt",
      greatest(i.updated_at, j.updated_at) as "changedAt", i.kind::text as kind, i.starts_at as "startsAt",
      i.ends_at as "endsAt", i.location
    from app.job_interviews i
    join app.saved_jobs j on j.organization_id = i.organization_id and j.id = i.job_id
    where i.organization_id = ${organizationId}::uuid and j.created_by = ${userId}::uuid
      and i.starts_at > now() - interval '90 days'
    order by i.starts_at desc, i.id limit ${EVENTS_MAX}`;
  return rows.map(({ kind, startsAt, endsAt, location, ...row }) => ({
    ...eventOf('interview', row, capitalised(interviewKindWords[kind])),
    when: { startsAt, endsAt },
    location,
  }));
}

async function deadlines(tx: Transaction, { organizationId, userId }: Feed): Promise<CalendarEvent[]> {
  const rows = await tx.$queryRaw<(Row & { day: string })[]>`
    select j.id::text as id, j.id::text as "jobId", j.title, j.company, j.created_at as "createdAt",
      j.updated_at as "changedAt", to_char(j.closes_on, 'YYYY-MM-DD') as day
    from app.saved_jobs j
    where j.organization_id = ${organizationId}::uuid and j.created_by = ${userId}::uuid and j.status = 'saved'
      and j.closes_on > now() - interval '30 days'
    order by j.closes_on, j.id limit ${EVENTS_MAX}`;
  return rows.map(({ day, ...row }) => ({
    ...eventOf('deadline', row, 'Last day to apply'),
    when: { day },
    location: null,
  }));
}

/** Minutes that a reminder takes in a calendar, where nothing can take none. */
const REMINDER_MINUTES = 15;

async function reminders(tx: Transaction, { organizationId, userId }: Feed): Promise<CalendarEvent[]> {
  const rows = await tx.$queryRaw<(Row & { note: string | null; dueAt: Date })[]>`
    select r.id::text as id, j.id::text as "jobId", j.title, j.company, r.created_at as "createdAt",
      greatest(r.updated_at, app.job_last_activity(j)) as "changedAt", r.note, d.due_at as "dueAt"
    from app.reminders r
    join app.saved_jobs j on j.organization_id = r.organization_id and j.id = r.job_id
    cross join lateral (select app.reminder_due_at(r, j) as due_at) d
    where r.organization_id = ${organizationId}::uuid and r.user_id = ${userId}::uuid and r.done_at is null
      and d.due_at > now() - interval '30 days'
    order by d.due_at, r.id limit ${EVENTS_MAX}`;
  return rows.map(({ note, dueAt, ...row }) => ({
    ...eventOf('reminder', row, note ?? 'Reminder'),
    when: { startsAt: dueAt, endsAt: new Date(dueAt.getTime() + REMINDER_MINUTES * 60_000) },
    location: null,
  }));
}

function eventOf(thing: string, row: Row, what: string): Omit<CalendarEvent, 'when' | 'location'> {
  const { APP_URL } = env();
  return {
    uid: `${thing}-${row.id}@${new URL(APP_URL).hostname}`,
    title: `${what}: ${jobWords(row)}`,
    url: `${APP_URL}/jobs/${row.jobId}`,
    createdAt: row.createdAt,
    changedAt: row.changedAt,
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
