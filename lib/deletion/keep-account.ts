import { asService } from '@/lib/db';
import { problems } from '@/lib/http';

/**
 * Takes back that an account is to be deleted. What was ended stays so: sessions, and a subscription that will not renew.
 * Taking it back twice is as good as once.
 * @throws ProblemError 409 `conflict` once the deletion has begun
 */
export async function keepAccount(userId: string): Promise<void> {
  // The row decides between this and the worker: only one of them finds it as it needs it.
  const kept = await asService('deletion.keep', (tx) =>
    tx.user.updateMany({
      where: { id: userId, status: { not: 'deleted' } },
      data: { deletionDueAt: null, deletionMailedAt: null },
    }),
  );
  if (kept.count === 0) throw problems.conflict('It is too late: this account is being deleted.');
}
