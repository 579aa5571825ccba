import { type Admin, requireAdminIn } from '@/lib/auth';
import { asService, type Transaction } from '@/lib/db';
import type { BulkAction, BulkSelection } from './bulk-order';
import { bulkScope, SELECTED_MAX, type Verdict } from './bulk-scope';

/**
 * Whom an order would concern, and how many of those who were selected it would leave out and why: admins are never acted
 * on here, deleted accounts are not there any more, and of some it is so already. `tooMany` were selected to be judged.
 */
export type BulkPreview = {
  concerned: number;
  admins: number;
  deleted: number;
  already: number;
  tooMany: boolean;
};

/** Says what an order would do, and does nothing. @throws ProblemError 404 for who is no admin */
export function previewBulk(
  admin: Admin,
  action: BulkAction,
  selection: BulkSelection,
): Promise<BulkPreview> {
  return asService('admin.preview-bulk', async (tx) => {
    await requireAdminIn(tx, admin);
    return previewIn(tx, action, selection);
  });
}

/** {@link previewBulk} within a transaction of service work that has made sure who asks. */
export async function previewIn(
  tx: Transaction,
  action: BulkAction,
  selection: BulkSelection,
): Promise<BulkPreview> {
  const scope = await bulkScope(tx, action, selection);
  const rows = await tx.$queryRaw<{ verdict: Verdict; count: number }[]>`
    select s.verdict, count(*)::integer as count from (${scope}) s group by s.verdict`;
  const of = (verdict: Verdict) => rows.find((row) => row.verdict === verdict)?.count ?? 0;
  return {
    concerned: of('concerned'),
    admins: of('admin'),
    deleted: of('deleted'),
    already: of('already'),
    tooMany: rows.reduce((sum, { count }) => sum + count, 0) > SELECTED_MAX,
  };
}
