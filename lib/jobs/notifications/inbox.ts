import { z } from 'zod';
import { asTenant, type Prisma, type TenantContext } from '@/lib/db';
import { decodeCursor, encodeCursor } from '@/lib/http';
import { DEFAULT_TIME_ZONE, timeZoneIn } from '../reminders/time-zone';
import { noticeWords } from './notice-words';
import { type AppNotification, noticeSchema, type ReadInput, readInputSchema } from './schema';

/** One page, the newest first; `nextCursor` null is the last. `unread` counts all of them. */
export type NotificationPage = {
  notifications: AppNotification[];
  nextCursor: string | null;
  unread: number;
};

/** What the person was told in the organization. `limit` 1 to 100. @throws ProblemError 422 for a foreign cursor */
export async function listNotifications(
  tenant: TenantContext,
  {
    unread = false,
    limit = 50,
    cursor,
  }: { unread?: boolean | undefined; limit?: number | undefined; cursor?: string | undefined } = {},
): Promise<NotificationPage> {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
  return asTenant(tenant, async (tx) => {
    const where = shown(tenant);
    const rows = await tx.notification.findMany({
      // UUIDv7 sorts by the time it was made.
      where: { ...where, ...(unread ? { readAt: null } : {}), ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const timeZone = (await timeZoneIn(tx, tenant)) ?? DEFAULT_TIME_ZONE;
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      notifications: page.flatMap((row) => toNotification(row, timeZone)),
      nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null,
      unread: await tx.notification.count({ where: { ...where, readAt: null } }),
    };
  });
}

/** What the frame of every page asks for: how many are unread, and the zone that the person's browser last said. */
export function shellFactsOf(tenant: TenantContext): Promise<{ unread: number; timeZone: string | null }> {
  return asTenant(tenant, async (tx) => ({
    unread: await tx.notification.count({ where: { ...shown(tenant), readAt: null } }),
    timeZone: await timeZoneIn(tx, tenant),
  }));
}

/**
 * Marks as read; what is read already stays so since then. @returns how many are unread still
 */
export async function markRead(tenant: TenantContext, input: ReadInput): Promise<{ unread: number }> {
  const which = readInputSchema.parse(input);
  return asTenant(tenant, async (tx) => {
    const where = { ...shown(tenant), readAt: null };
    await tx.notification.updateMany({
      where: { ...where, id: 'ids' in which ? { in: which.ids } : { lte: which.upTo } },
      data: { readAt: new Date() },
    });
    return { unread: await tx.notification.count({ where }) };
  });
}

function shown({ organizationId, userId }: TenantContext): Prisma.NotificationWhereInput {
  return { organizationId, userId, inApp: true };
}

type Row = {
  id: string;
  kind: string;
  facts: Prisma.JsonValue;
  jobId: string | null;
  createdAt: Date;
  readAt: Date | null;
};

function toNotification(
  { id, kind, facts, jobId, createdAt, readAt }: Row,
  timeZone: string,
): AppNotification[] {
  const notice = noticeSchema.parse({ kind, facts });
  if (notice.kind === 'digest') return [];
  return [
    {
      id,
      kind: notice.kind,
      ...noticeWords(notice, timeZone),
      path: jobId === null ? '/reminders' : `/jobs/${jobId}`,
      jobId,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    },
  ];
}
