import { recordAudit } from '@/lib/audit';
import { actorOf, type Principal } from '@/lib/auth';
import { asService, asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { env } from '@/lib/env';
import { problems } from '@/lib/http';
import { feedUrl, hashOfFeedToken, newFeedToken } from './feed-token';
import { type CalendarFeed, type FeedOptions, feedOptionsSchema } from './schema';

/** The person's calendar in the organization; null when they have none. */
export async function calendarFeedOf(tenant: TenantContext): Promise<CalendarFeed | null> {
  const { organizationId, userId } = tenant;
  const row = await asTenant(tenant, (tx) =>
    tx.calendarFeed.findUnique({ where: { organizationId_userId: { organizationId, userId } } }),
  );
  return (
    row && {
      deadlines: row.deadlines,
      reminders: row.reminders,
      createdAt: row.createdAt.toISOString(),
      lastReadAt: row.lastReadAt?.toISOString() ?? null,
    }
  );
}

/**
 * Gives the person's calendar in the organization a new address, and makes it where there was none. The former address
 * answers nobody from then on. Of two at once, one address works.
 * @returns the address, told this once
 * @throws ProblemError 403 for who is no member; ZodError for wrong input
 */
export async function makeCalendarFeed(principal: Principal, options: FeedOptions): Promise<{ url: string }> {
  const shown = feedOptionsSchema.parse(options);
  const { organizationId, userId } = principal;
  const token = newFeedToken();
  const data = { ...shown, tokenHash: hashOfFeedToken(token), createdAt: new Date(), lastReadAt: null };
  await asService('jobs.make_calendar', async (tx) => {
    await requireMember(tx, principal);
    await tx.calendarFeed.upsert({
      where: { organizationId_userId: { organizationId, userId } },
      create: { organizationId, userId, ...data },
      update: data,
    });
    await record(tx, principal, 'calendar.shared');
  });
  return { url: feedUrl(env().APP_URL, token) };
}

/**
 * Changes what the calendar shows; its address stays.
 * @throws ProblemError 404 when there is none; ZodError for wrong input
 */
export async function changeCalendarFeed(tenant: TenantContext, options: FeedOptions): Promise<void> {
  const data = feedOptionsSchema.parse(options);
  const { organizationId, userId } = tenant;
  const { count } = await asTenant(tenant, (tx) =>
    tx.calendarFeed.updateMany({ where: { organizationId, userId }, data }),
  );
  if (count === 0) throw problems.notFound();
}

/** Takes the calendar away: its address answers nobody from then on. Where there is none it stays so. */
export async function revokeCalendarFeed(principal: Principal): Promise<void> {
  const { organizationId, userId } = principal;
  await asService('jobs.revoke_calendar', async (tx) => {
    const { count } = await tx.calendarFeed.deleteMany({ where: { organizationId, userId } });
    if (count > 0) await record(tx, principal, 'calendar.unshared');
  });
}

// Held, so that who leaves at this moment has left before or after, and then their calendar goes with them.
async function requireMember(tx: Transaction, { organizationId, userId }: TenantContext): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`
    select from app.memberships where organization_id = ${organizationId}::uuid and user_id = ${userId}::uuid
    for key share`;
  if (found.length === 0) throw problems.forbidden();
}

function record(tx: Transaction, principal: Principal, action: 'calendar.shared' | 'calendar.unshared') {
  const { organizationId, userId } = principal;
  return recordAudit(tx, {
    actor: actorOf(principal),
    action,
    target: { kind: 'user', id: userId },
    organizationId,
    userId,
  });
}
