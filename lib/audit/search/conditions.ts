import { Prisma } from '@/lib/db';
import { type AuditFilter, actionsIn, spanIn } from '../schema';

/**
 * A filter as a condition on `app.audit_events e`. Each part of it is served by an index, and all of them by the order of
 * the ids, which are made in the order of time.
 */
export function conditionsOf(filter: AuditFilter): Prisma.Sql {
  const { q, actor, user, organization, target, via } = filter;
  const [actions, { since, before }] = [actionsIn(filter), spanIn(filter)];
  return Prisma.join(
    [
      Prisma.sql`true`,
      organization && Prisma.sql`e.organization_id = ${organization}::uuid`,
      actor && (isId(actor) ? Prisma.sql`e.actor_id = ${actor}::uuid` : Prisma.sql`e.actor_email = ${actor}`),
      user && Prisma.sql`e.user_id ${idsOf(user)}`,
      actions && Prisma.sql`e.action = any (${actions}::text[])`,
      target && Prisma.sql`e.target_id = ${target}`,
      via && Prisma.sql`e.via = ${via}`,
      q && wordsCondition(q),
      since &&
        Prisma.sql`e.occurred_at >= ${since.toISOString()}::timestamptz and e.id >= app.uuid_v7_from(${since.toISOString()}::timestamptz)`,
      // An event has the time at which its transaction began, and an id that is made later: by less than an hour.
      before &&
        Prisma.sql`e.occurred_at < ${before.toISOString()}::timestamptz
          and e.id < app.uuid_v7_from(${before.toISOString()}::timestamptz + interval '1 hour')`,
    ].filter((part) => part instanceof Prisma.Sql),
    ' and ',
  );
}

// Whoever has had the address, too: a person is looked for by what they were called at the time.
function idsOf(user: string): Prisma.Sql {
  if (isId(user)) return Prisma.sql`= ${user}::uuid`;
  return Prisma.sql`in (
    select u.id from app.users u where u.email = ${user} or u.former_email = ${user}
    union select a.actor_id from app.audit_events a where a.actor_email = ${user} and a.actor_id is not null
    union select a.user_id from app.audit_events a
      where a.target_kind = 'user' and a.user_id is not null and ${searched('a')} like ${likeWhole(user)}
        and a.target_label = ${user})`;
}

function wordsCondition(q: string): Prisma.Sql {
  if (isId(q))
    return Prisma.sql`(e.id = ${q}::uuid or e.actor_id = ${q}::uuid or e.user_id = ${q}::uuid
      or e.target_id = ${q.toLowerCase()})`;
  if (/^req_[\w.-]+$/.test(q)) return Prisma.sql`e.request_id = ${q}`;
  return Prisma.sql`${searched('e')} like ${likeWhole(q.toLowerCase())}`;
}

/** What is searched by words, exactly as the index has it. */
function searched(alias: 'a' | 'e'): Prisma.Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`lower(coalesce(${row}.target_label, '') || ' ' || coalesce(${row}.actor_email, '')
    || ' ' || coalesce(${row}.reason, ''))`;
}

function likeWhole(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

function isId(text: string): boolean {
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text);
}
