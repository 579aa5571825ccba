import { Prisma, type Transaction } from '@/lib/db';
import { narrowed } from '../narrowed';
import { BULK_MAX, type BulkAction, type BulkSelection } from './bulk-order';

/** Whether an action concerns somebody, and why not: `already` is so already. */
export const verdicts = ['concerned', 'admin', 'deleted', 'already'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * SQL for those who were selected, as a table of `id`, `created_at` and `verdict`: by the order in which they signed up, one
 * more than an operation may concern at most.
 */
export async function bulkScope(
  tx: Transaction,
  action: BulkAction,
  selection: BulkSelection,
): Promise<Prisma.Sql> {
  return Prisma.sql`
    select u.id, u.created_at,
      case when u.platform_role = 'superadmin' then 'admin'
           when u.status = 'deleted' then 'deleted'
           when ${isAlready(action)} then 'already'
           else 'concerned' end as verdict
    from (${await selected(tx, selection)}) u
    limit ${SELECTED_MAX + 1}`;
}

/** People who may be selected, whether concerned or not: so many can be judged while somebody waits. */
export const SELECTED_MAX = BULK_MAX * 2;

async function selected(tx: Transaction, selection: BulkSelection): Promise<Prisma.Sql> {
  if ('ids' in selection)
    return Prisma.sql`select u.* from app.users u where u.id = any (${selection.ids}::uuid[])`;
  const { people, all, planIs } = await narrowed(tx, selection.filter);
  const found = Prisma.sql`select u.* from ${people} u where ${all} offset 0`;
  return planIs ? Prisma.sql`select u.* from (${found}) u where ${planIs}` : found;
}

function isAlready(action: BulkAction): Prisma.Sql {
  if (action.kind === 'suspend') return Prisma.sql`u.status = 'suspended'`;
  if (action.kind === 'activate') return Prisma.sql`u.status = 'active'`;
  // A plan is given to what is a person's own for good. Plans are compared by their order, the better one later.
  return Prisma.sql`
    (select f.plan_id from app.plan_in_force(u.id) f) >= ${action.planId}::app.plan_id`;
}
