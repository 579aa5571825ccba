import type { Admin } from '@/lib/auth';
import { requireAdminIn } from '@/lib/auth';
import { asService, Prisma, type Transaction } from '@/lib/db';
import { type Narrowed, narrowed } from './narrowed';
import { beyond, fromCursor, sortKeys, toCursor, type UserCursor } from './user-cursor';
import type { UserFilter, UserOrder } from './user-filter';
import { type ListedRow, type ListedUser, listedColumns, toListedUser } from './user-row';

/** One page; a cursor that is null leads nowhere. */
export type UserPage = { users: ListedUser[]; nextCursor: string | null; previousCursor: string | null };

type Asked = UserFilter & UserOrder & { limit?: number; cursor?: string | undefined };

/**
 * The people of a filter, a page of them, from any place in the list at the same pace: a page begins beside a row and not
 * after a number of rows. `limit` 1 to 100.
 * @throws ProblemError 404 for who is no admin, 422 for a cursor of another order or none of ours
 */
export async function listUsers(
  admin: Admin,
  { limit = 50, cursor, sort, order, ...filter }: Asked,
): Promise<UserPage> {
  const at = cursor === undefined ? null : fromCursor(cursor, { sort, order });
  return asService('admin.list-users', async (tx) => {
    await requireAdminIn(tx, admin);
    return readUserPage(tx, { filter, sort, order, limit, at });
  });
}

/** {@link listUsers} within a transaction of service work that has made sure who asks. */
export async function readUserPage(
  tx: Transaction,
  {
    filter,
    sort,
    order,
    limit,
    at,
  }: UserOrder & { filter: UserFilter; limit: number; at: UserCursor | null },
): Promise<UserPage> {
  const backwards = at?.side === 'before';
  const rows = await tx.$queryRaw<(ListedRow & { key: string })[]>(
    pageSql({
      ...(await narrowed(tx, filter)),
      sort,
      order: backwards ? turned[order] : order,
      limit: limit + 1,
      at,
    }),
  );
  const shown = rows.slice(0, limit);
  if (backwards) shown.reverse();
  const goesOn = rows.length > limit;
  const [first, last] = [shown[0], shown.at(-1)];
  const beside = (row: { key: string; id: string } | undefined, side: UserCursor['side']) =>
    row ? toCursor({ sort, order, side, key: row.key, id: row.id }) : null;
  return {
    users: shown.map(toListedUser),
    // Whoever came from one side can go back there; whether there is more on the other was just seen.
    nextCursor: backwards || goesOn ? beside(last, 'after') : null,
    previousCursor: backwards
      ? goesOn
        ? beside(first, 'before')
        : null
      : at
        ? beside(first, 'before')
        : null,
  };
}

const turned = { asc: 'desc', desc: 'asc' } as const;

type Page = UserOrder & Narrowed & { limit: number; at: UserCursor | null };

// The rows are found in the order of an index, and the plan in force is reckoned one by one until there are enough:
// `offset 0` keeps the database from reckoning it for everybody before it sorts.
function pageSql({ people, all, planIs, sort, order, limit, at }: Page): Prisma.Sql {
  const direction = Prisma.raw(order);
  const from = at ? Prisma.sql`and ${beyond(at)}` : Prisma.empty;
  const found = Prisma.sql`
    select u.id, ${sortKeys[sort]} as key from ${people} u
    where ${all} ${from}
    order by ${sortKeys[sort]} ${direction}, u.id ${direction}
    ${planIs ? Prisma.sql`offset 0` : Prisma.sql`limit ${limit}`}`;
  const page = planIs
    ? Prisma.sql`select u.id, u.key from (${found}) u where ${planIs} limit ${limit}`
    : found;
  return Prisma.sql`
    with page as materialized (${page})
    select ${listedColumns}, page.key::text as key
    from page join app.users u on u.id = page.id
    order by page.key ${direction}, u.id ${direction}`;
}
