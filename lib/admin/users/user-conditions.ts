import { Prisma } from '@/lib/db';
import { matches } from './matches';
import { type SearchWord, searchWords } from './search-words';
import type { UserFilter, UserStatus } from './user-filter';

/**
 * What SQL asks of a row `u` of app.users. `way`, where there is one, gives the ids of exactly those who meet it, some of
 * them more than once, and does not lead over everybody.
 */
export type Condition = { asked: Prisma.Sql; way: Prisma.Sql | null };

/** `planIs` is asked apart, and last, because it reckons the plan in force. */
export type UserConditions = { all: Condition[]; planIs: Prisma.Sql | null };

/** The conditions of a filter, those with the shortest ways first. */
export function conditionsOf(filter: UserFilter): UserConditions {
  const { q, status, plan, verified, pastDue, createdFrom, createdTo, seenFrom, seenTo } = filter;
  const words = searchWords(q ?? '');
  return {
    all: [
      ...(words.length > 0 ? [found(words)] : []),
      ...(status ? [hasStatus(status)] : []),
      ...(pastDue === undefined ? [] : [owned(owing, pastDue)]),
      // Whoever could have it: whether it is in force is asked last.
      ...(plan && plan !== 'free' ? [owned(couldGive(plan), true)] : []),
      ...[
        ...(verified === undefined ? [] : [isVerified(verified)]),
        ...(createdFrom ? [Prisma.sql`u.created_at >= ${startOf(createdFrom)}`] : []),
        ...(createdTo ? [Prisma.sql`u.created_at < ${endOf(createdTo)}`] : []),
        ...(seenFrom ? [Prisma.sql`u.last_seen_at >= ${startOf(seenFrom)}`] : []),
        ...(seenTo ? [Prisma.sql`u.last_seen_at < ${endOf(seenTo)}`] : []),
      ].map((asked) => ({ asked, way: null })),
    ],
    planIs: plan ? Prisma.sql`(${planOf}) = ${plan}::app.plan_id` : null,
  };
}

/** The highest plan in force of the organizations that `u` owns. Everybody owns one, their personal one. */
export const planOf = Prisma.sql`
  select max((select f.plan_id from app.plan_in_force(m.organization_id) f))
  from app.memberships m where m.user_id = u.id and m.role = 'owner'`;

/** Whether an organization that `u` owns owes a payment. */
export const isOwing = Prisma.sql`exists (
  select from app.memberships m join app.subscriptions s using (organization_id)
  where m.user_id = u.id and m.role = 'owner' and s.status in ('past_due', 'unpaid'))`;

const statusIs: Record<UserStatus, Prisma.Sql> = {
  active: Prisma.sql`(u.status = 'active' and u.deletion_due_at is null)`,
  suspended: Prisma.sql`u.status = 'suspended'`,
  leaving: Prisma.sql`(u.status = 'active' and u.deletion_due_at is not null)`,
  deleted: Prisma.sql`u.status = 'deleted'`,
};

function found(words: readonly SearchWord[]): Condition {
  const asked = Prisma.join(words.map(matches), ' and ');
  return { asked, way: words.some(({ indexed }) => indexed) ? peopleWho(asked) : null };
}

function hasStatus(status: UserStatus): Condition {
  const asked = statusIs[status];
  return { asked, way: status === 'active' ? null : peopleWho(asked) };
}

function peopleWho(asked: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`select u.id from app.users u where ${asked}`;
}

/** Organizations, as a table of `organization_id`s. */
type Organizations = Prisma.Sql;

const owing: Organizations = Prisma.sql`
  select s.organization_id from app.subscriptions s where s.status in ('past_due', 'unpaid')`;

/** Those that something could give the plan, in force or not: a subscription, a payment for good, a grant. */
function couldGive(plan: string): Organizations {
  return Prisma.sql`
    select s.organization_id from app.subscriptions s where s.plan_id = ${plan}::app.plan_id
    union all
    select b.organization_id from app.payments b where b.grants_plan_id = ${plan}::app.plan_id
    union all
    select g.organization_id from app.plan_grants g where g.plan_id = ${plan}::app.plan_id`;
}

function owned(organizations: Organizations, wanted: boolean): Condition {
  // One by one for whoever is looked at: `offset 0` keeps it from being made for everybody first.
  const asked = Prisma.sql`exists (
    select from app.memberships m
    where m.user_id = u.id and m.role = 'owner'
      and exists (select from (${organizations}) o where o.organization_id = m.organization_id offset 0)
    offset 0)`;
  if (!wanted) return { asked: Prisma.sql`not ${asked}`, way: null };
  // From one to the other, or both tables would be read whole to be put side by side.
  const way = Prisma.sql`
    select m.id from (${organizations}) o
    cross join lateral (
      select m.user_id as id from app.memberships m
      where m.organization_id = o.organization_id and m.role = 'owner' offset 0) m`;
  return { asked, way };
}

function isVerified(wanted: boolean): Prisma.Sql {
  return wanted ? Prisma.sql`u.email_confirmed_at is not null` : Prisma.sql`u.email_confirmed_at is null`;
}

function startOf(day: string): Prisma.Sql {
  return Prisma.sql`${`${day}T00:00:00Z`}::timestamptz`;
}

function endOf(day: string): Prisma.Sql {
  return Prisma.sql`${`${day}T00:00:00Z`}::timestamptz + interval '1 day'`;
}
