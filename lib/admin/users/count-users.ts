import { type Admin, requireAdminIn } from '@/lib/auth';
import { asService, Prisma, type Transaction } from '@/lib/db';
import { type Narrowed, narrowed } from './narrowed';
import type { UserFilter } from './user-filter';

/** How many there are: exactly, or about so many where counting them all would take too long. */
export type UserCount = { count: number; exact: boolean };

/**
 * How many people a filter finds. Exact up to some thousands, beyond that estimated by a sample.
 * @throws ProblemError 404 for who is no admin
 */
export function countUsers(admin: Admin, filter: UserFilter): Promise<UserCount> {
  return asService('admin.count-users', async (tx) => {
    await requireAdminIn(tx, admin);
    return countUsersIn(tx, filter);
  });
}

/** {@link countUsers} within a transaction of service work that has made sure who asks. */
export async function countUsersIn(tx: Transaction, filter: UserFilter): Promise<UserCount> {
  const conditions = await narrowed(tx, filter);
  const most = conditions.few ? null : conditions.planIs ? PLANS_MOST : MOST;
  const [row] = await tx.$queryRaw<{ count: number }[]>(
    countSql(conditions, most === null ? null : most + 1),
  );
  const count = row?.count ?? 0;
  if (most === null || count <= most) return { count, exact: true };
  return { count: Math.max(most, roughly(await estimate(tx, conditions))), exact: false };
}

/** Up to how many are counted one by one, and where the plan of each has to be reckoned. */
const MOST = 10_000;
const PLANS_MOST = 1_000;

function countSql({ people, all, planIs }: Narrowed, limit: number | null): Prisma.Sql {
  if (!planIs)
    return Prisma.sql`
      select count(*)::integer as count from (select from ${people} u where ${all} limit ${limit}) c`;
  return Prisma.sql`
    select count(*)::integer as count
    from (select from (select u.id from ${people} u where ${all} offset 0) u where ${planIs} limit ${limit}) c`;
}

/**
 * By how many there are in a thousand people or so, drawn from all. What the database itself would guess is of no use where it
 * may not look at what it knows of the columns.
 */
async function estimate(tx: Transaction, { all, planIs }: Narrowed): Promise<number> {
  const [table] = await tx.$queryRaw<{ people: number }[]>`
    select reltuples as people from pg_class where oid = 'app.users'::regclass`;
  const people = table?.people ?? 0;
  const percent = Math.min(100, (SAMPLE / Math.max(1, people)) * 100);
  const [drawn] = await tx.$queryRaw<{ drawn: number; met: number }[]>`
    select count(*)::integer as drawn,
      (count(*) filter (where ${all} and ${planIs ?? Prisma.sql`true`}))::integer as met
    from app.users u tablesample bernoulli (${percent}::real)`;
  return drawn?.drawn ? (people * drawn.met) / drawn.drawn : 0;
}

const SAMPLE = 1_000;

// As many digits as it deserves.
function roughly(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / step) * step;
}
