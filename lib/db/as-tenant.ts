import { traced } from '@/lib/observability';
import { client, type Transaction, transactionTimes } from './client';
import { withCommitHooks } from './on-commit';

/** Whose data a transaction may touch. */
export type TenantContext = { userId: string; organizationId: string };

/**
 * Runs `work` in one transaction in which row-level security shows exactly this organization, and only while the
 * user is a member of it. Whatever `work` throws rolls everything back.
 */
export function asTenant<T>(tenant: TenantContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const claims = JSON.stringify({
    sub: tenant.userId,
    organization_id: tenant.organizationId,
    role: 'authenticated',
  });
  return withCommitHooks((note) =>
    traced('db.transaction', { 'db.system.name': 'postgresql', 'db.operation.name': 'tenant' }, () =>
      client().$transaction(async (tx) => {
        note(tx);
        await tx.$queryRaw`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
        return work(tx);
      }, transactionTimes.main),
    ),
  );
}
