import { z } from 'zod';
import { asTenant, Prisma, type TenantContext } from '@/lib/db';
import { decodeCursor, encodeCursor } from '@/lib/http';
import { readReminders, reminderOf, toReminder } from './reminder-row';
import type { Reminder, ReminderFilter } from './schema';
import { DEFAULT_TIME_ZONE, timeZoneIn } from './time-zone';

/** One page; `nextCursor` null is the last. */
export type ReminderPage = { reminders: Reminder[]; nextCursor: string | null };

const placeSchema = z
  .string()
  .regex(/^(infinity|\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) [0-9a-f-]{36}$/)
  .transform((place) => place.split(' '))
  .pipe(z.tuple([z.string(), z.uuid()]));

type Asked = ReminderFilter & { limit?: number | undefined; cursor?: string | undefined };

/**
 * The person's own reminders: open ones by when they are due, those of which nothing can come last; done ones the last
 * first. `limit` 1 to 100.
 * @throws ProblemError 422 for a foreign cursor
 */
export async function listReminders(tenant: TenantContext, asked: Asked = {}): Promise<ReminderPage> {
  const { reminders, nextCursor } = await shownReminders(tenant, asked);
  return { reminders, nextCursor };
}

/** {@link listReminders} for a page, with the zone by which it shows them: in one transaction, for pages ask for much at once. */
export async function shownReminders(
  tenant: TenantContext,
  { state = 'open', jobId, limit = 50, cursor }: Asked = {},
): Promise<ReminderPage & { timeZone: string }> {
  const ofJob = jobId ? Prisma.sql`and r.job_id = ${jobId}::uuid` : Prisma.empty;
  const ofState =
    state === 'open' ? Prisma.sql`and r.done_at is null` : Prisma.sql`and r.done_at is not null`;
  const beyond = cursor === undefined ? Prisma.empty : beyondPlace(decodeCursor(cursor, placeSchema), state);
  return asTenant(tenant, async (tx) => {
    const rows = await readReminders(tx, tenant, {
      more: Prisma.sql`${ofJob} ${ofState} ${beyond}`,
      order: state === 'open' ? 'due' : 'done',
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      reminders: page.map(toReminder),
      nextCursor: rows.length > limit && last ? encodeCursor(last.place) : null,
      timeZone: (await timeZoneIn(tx, tenant)) ?? DEFAULT_TIME_ZONE,
    };
  });
}

/** One of the person's reminders. @throws ProblemError 404 when it is not there or somebody else's */
export function getReminder(tenant: TenantContext, id: string): Promise<Reminder> {
  return asTenant(tenant, (tx) => reminderOf(tx, tenant, id));
}

function beyondPlace([at, id]: [string, string], state: 'open' | 'done'): Prisma.Sql {
  return state === 'open'
    ? Prisma.sql`and (coalesce(d.due_at, 'infinity'), r.id) > (${at}::timestamptz, ${id}::uuid)`
    : Prisma.sql`and (r.done_at, r.id) < (${at}::timestamptz, ${id}::uuid)`;
}
