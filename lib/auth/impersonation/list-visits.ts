import { asService } from '@/lib/db';
import type { Principal } from '../principal';

/** That somebody of support acted as a person, as that person is told of it. */
export type SupportVisit = {
  id: string;
  startedAt: string;
  /** When it ended, or ends by itself. */
  endsAt: string;
  isGoingOn: boolean;
  /** Whether things could be changed, or only looked at. */
  mayWrite: boolean;
};

/** When somebody of support acted as a person within the last 30 days, the newest first. */
export async function listSupportVisits({ userId }: Pick<Principal, 'userId'>): Promise<SupportVisit[]> {
  const rows = await asService(
    'auth.support-visits',
    (tx) => tx.$queryRaw<Row[]>`
      select i.id::text as id, i.started_at as "startedAt", i.writes_since is not null as "mayWrite",
        least(i.expires_at, i.ended_at, s.revoked_at) as "endsAt",
        least(i.expires_at, i.ended_at, s.revoked_at) > now() as "isGoingOn"
      from app.impersonations i
      left join app.user_sessions s on s.user_id = i.actor_id and s.id = i.actor_session_id
      where i.user_id = ${userId}::uuid and i.started_at > now() - interval '30 days'
      order by i.started_at desc, i.id desc limit ${SHOWN_MAX}`,
  );
  return rows.map(({ startedAt, endsAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}

const SHOWN_MAX = 20;

type Row = Omit<SupportVisit, 'startedAt' | 'endsAt'> & { startedAt: Date; endsAt: Date };
