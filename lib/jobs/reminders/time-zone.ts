import { asService, asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { isTimeZone } from './zoned-time';

/** The zone of who has never said one. */
export const DEFAULT_TIME_ZONE = 'UTC';

/** The person's time zone as their browser last said it; null when none has. */
export function savedTimeZoneOf(tenant: TenantContext): Promise<string | null> {
  return asTenant(tenant, (tx) => timeZoneIn(tx, tenant));
}

/** {@link savedTimeZoneOf} within a transaction. */
export async function timeZoneIn(tx: Transaction, { userId }: TenantContext): Promise<string | null> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { timeZone: true } });
  return user?.timeZone ?? null;
}

/**
 * Keeps the time zone of the person's browser, by which mails and groups of days go from now on.
 * @throws ProblemError 422 for what is no IANA zone that both this process and the database know
 */
export async function saveTimeZone({ userId }: TenantContext, timeZone: string): Promise<void> {
  const changed = isTimeZone(timeZone)
    ? await asService(
        'jobs.time_zone',
        (tx) => tx.$executeRaw`
          update app.users set time_zone = ${timeZone} where id = ${userId}::uuid and app.is_time_zone(${timeZone})`,
      )
    : 0;
  if (changed === 0)
    throw problems.invalid('This is not a time zone.', [{ path: 'timeZone', message: 'Unknown time zone' }]);
}
