import { asService, Prisma } from '@/lib/db';
import { DEFAULT_TIME_ZONE } from '../reminders/time-zone';
import { hasReminders, isThere } from './in-force';

/** Digests that one statement orders. */
const BATCH = 500;

/**
 * Orders the digest of the week for everybody where it is Monday, from eight in the morning on, and who has saved jobs in an
 * organization that has reminders. Once for each person, organization and week, by the key of the notice, also where the
 * person flies west on that day. Whether there is anything to say is found out when it is sent.
 * @returns how many were ordered
 */
export async function orderDigests(now = new Date()): Promise<number> {
  let ordered = 0;
  for (;;) {
    const some = await asService('jobs.order_digests', (tx) =>
      tx.$executeRaw(Prisma.sql`
        insert into app.notifications (organization_id, user_id, kind, key, facts, in_app)
        select m.organization_id, m.user_id, 'digest', 'digest ' || clock.today, jsonb_build_object('week', clock.today), false
        from app.users u
        join app.memberships m on m.user_id = u.id
        left join app.notification_settings s on s.organization_id = m.organization_id and s.user_id = m.user_id
        cross join lateral (
          select local.at::date as today, local.at
          from (select ${now}::timestamptz at time zone coalesce(u.time_zone, ${DEFAULT_TIME_ZONE}) as at) local
        ) clock
        where ${isThere} and u.email <> '' and coalesce(s.digest_mail, true)
          and extract(isodow from clock.at) = 1 and extract(hour from clock.at) >= 8
          and exists (
            select from app.saved_jobs j where j.organization_id = m.organization_id and j.created_by = m.user_id)
          and not exists (
            select from app.notifications n
            where n.organization_id = m.organization_id and n.user_id = m.user_id
              and n.key = 'digest ' || clock.today)
          and ${hasReminders(Prisma.sql`m.organization_id`)}
        limit ${BATCH}
        on conflict do nothing`),
    );
    ordered += some;
    if (some < BATCH) return ordered;
  }
}
