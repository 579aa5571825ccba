import { recordOwn } from '@/lib/auth';
import { asService } from '@/lib/db';
import { problems } from '@/lib/http';

/**
 * Takes back that an account is to be deleted. What was ended stays so: sessions, and a subscription that will not renew.
 * Taking it back twice is as good as once.
 * @throws ProblemError 409 `conflict` once the deletion has begun
 */
export async function keepAccount(userId: string): Promise<void> {
  await asService('deletion.keep', async (tx) => {
    // The row decides between this and the worker: only one of them finds it as it needs it.
    const [user] = await tx.$queryRaw<{ deletionDueAt: Date | null }[]>`
      select deletion_due_at as "deletionDueAt" from app.users
      where id = ${userId}::uuid and status <> 'deleted' for update`;
    if (!user) throw problems.conflict('It is too late: this account is being deleted.');
    const { deletionDueAt } = user;
    if (!deletionDueAt) return;
    await tx.user.update({ where: { id: userId }, data: { deletionDueAt: null, deletionMailedAt: null } });
    await recordOwn(tx, userId, 'account.deletion_withdrawn', { before: { deletionDueAt } });
  });
}
