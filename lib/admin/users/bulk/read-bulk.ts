import { type Admin, requireAdminIn } from '@/lib/auth';
import { asService, type BulkState, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { type BulkAction, bulkActionSchema } from './bulk-order';

/** An order for many, and how far it has come. */
export type BulkOperation = {
  id: string;
  action: BulkAction;
  reason: string;
  orderedBy: string;
  state: BulkState;
  total: number;
  done: number;
  /** Of those done, in vain. */
  failed: number;
  createdAt: string;
  finishedAt: string | null;
};

/** What came of it for one person; `address` null for whoever is gone by now. */
export type BulkResult = {
  userId: string;
  position: number;
  address: string | null;
  state: 'waiting' | 'done' | 'failed';
  error: string | null;
};

/** Results on a page. */
const PAGE = 50;

/** The newest orders, and how far each has come. @throws ProblemError 404 for who is no admin */
export function listBulk(admin: Admin): Promise<BulkOperation[]> {
  return asService('admin.list-bulk', async (tx) => {
    await requireAdminIn(tx, admin);
    return operations(tx, null);
  });
}

/**
 * An order with a page of what came of it, person by person, in the order in which they are done.
 * @param after the position that the page begins behind
 * @throws ProblemError 404 for who is no admin, and for no such order
 */
export function readBulk(
  admin: Admin,
  id: string,
  { after = 0, failedOnly = false }: { after?: number; failedOnly?: boolean } = {},
): Promise<{ operation: BulkOperation; results: BulkResult[]; nextAfter: number | null }> {
  return asService('admin.read-bulk', async (tx) => {
    await requireAdminIn(tx, admin);
    const [operation] = await operations(tx, id);
    if (!operation) throw problems.notFound();
    const rows = await tx.$queryRaw<BulkResult[]>`
      select i.user_id::text as "userId", i.position, coalesce(u.former_email, u.email) as address, i.error,
        case when i.done_at is null then 'waiting' when i.error is null then 'done' else 'failed' end as state
      from app.bulk_items i left join app.users u on u.id = i.user_id
      where i.operation_id = ${id}::uuid and i.position > ${after} and (not ${failedOnly} or i.error is not null)
      order by i.position limit ${PAGE + 1}`;
    const results = rows.slice(0, PAGE);
    return { operation, results, nextAfter: rows.length > PAGE ? (results.at(-1)?.position ?? null) : null };
  });
}

type Row = Omit<BulkOperation, 'action' | 'createdAt' | 'finishedAt'> & {
  kind: string;
  parameters: Record<string, unknown>;
  createdAt: Date;
  finishedAt: Date | null;
};

async function operations(tx: Transaction, id: string | null): Promise<BulkOperation[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select b.id::text as id, b.action as kind, b.parameters, b.reason, b.ordered_by_email as "orderedBy",
      b.state::text as state, b.total, i.done, i.failed, b.created_at as "createdAt", b.finished_at as "finishedAt"
    from (
      select * from app.bulk_operations where ${id}::uuid is null or id = ${id}::uuid
      order by created_at desc, id desc limit 50
    ) b
    cross join lateral (
      select count(done_at)::integer as done, count(error)::integer as failed
      from app.bulk_items where operation_id = b.id
    ) i
    order by b.created_at desc, b.id desc`;
  return rows.map(({ kind, parameters, createdAt, finishedAt, ...row }) => ({
    id: row.id,
    reason: row.reason,
    orderedBy: row.orderedBy,
    state: row.state,
    total: row.total,
    done: row.done,
    failed: row.failed,
    action: bulkActionSchema.parse({ kind, ...parameters }),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
}
