import type { Admin } from '@/lib/auth';
import type { Prisma, Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { asAdmin, requireReason } from '../../as-admin';
import { BULK_MAX, type BulkOrder } from './bulk-order';
import { bulkScope } from './bulk-scope';
import { previewIn } from './preview-bulk';

/** The channel on which the workers hear that there is an order. */
export const BULK_CHANNEL = 'foothold_bulk_operations';

/**
 * Orders something to be done to many. Whom it concerns is decided here, once, and written down with the order and its event
 * in one transaction; the worker does it, person by person. A repeat of the same order, by its id, is the same order.
 * @returns its id
 * @throws ProblemError 404 for who is no admin, 409 when it concerns another number of people than was expected, 422 for
 * nobody, for too many, or without a reason
 */
export async function orderBulk(admin: Admin, order: BulkOrder): Promise<string> {
  const { id, action, selection, expected } = order;
  const reason = requireReason(order.reason);
  const target = { kind: 'bulk_operation', id, label: action.kind };
  await asAdmin(admin, { action: 'bulk.ordered', target, reason }, async (tx) => {
    if (await isRepeat(tx, admin, id)) return { answer: null, change: null };
    const preview = await previewIn(tx, action, selection);
    if (preview.tooMany || preview.concerned > BULK_MAX)
      throw problems.invalid(
        `One order concerns ${BULK_MAX.toLocaleString('en-US')} people at most. Filter them further.`,
      );
    const { kind, ...parameters } = action;
    await tx.$executeRaw`
      insert into app.bulk_operations (id, action, filters, parameters, reason, ordered_by, ordered_by_email, ordered_in)
      values (${id}::uuid, ${kind}, ${JSON.stringify(selection)}::jsonb, ${JSON.stringify(parameters)}::jsonb,
              ${reason}, ${admin.userId}::uuid, ${admin.email}, ${admin.sessionId}::uuid)`;
    const total = await writeItems(tx, id, await bulkScope(tx, action, selection));
    if (total !== expected) throw problems.conflict(changedWords(total));
    await tx.$executeRaw`update app.bulk_operations set total = ${total} where id = ${id}::uuid`;
    await tx.$executeRaw`select pg_notify(${BULK_CHANNEL}, '')`;
    return { answer: null, change: { before: null, after: { ...action, ...selection, people: total } } };
  });
  return id;
}

async function isRepeat(tx: Transaction, { userId }: Admin, id: string): Promise<boolean> {
  const found = await tx.bulkOperation.findUnique({ where: { id }, select: { orderedBy: true } });
  if (found && found.orderedBy !== userId) throw problems.notFound();
  return found !== null;
}

function writeItems(tx: Transaction, id: string, scope: Prisma.Sql): Promise<number> {
  return tx.$executeRaw`
    insert into app.bulk_items (operation_id, user_id, position)
    select ${id}::uuid, s.id, row_number() over (order by s.created_at, s.id)
    from (${scope}) s where s.verdict = 'concerned'`;
}

function changedWords(total: number): string {
  return total === 0
    ? 'It would concern nobody any more. Nothing was ordered.'
    : `It would concern ${total.toLocaleString('en-US')} by now, because something has changed. Nothing was ordered; look again.`;
}
