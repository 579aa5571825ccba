import { recordAudit } from '@/lib/audit';
import { type Admin, requireAdminIn } from '@/lib/auth';
import { asService } from '@/lib/db';
import { problems } from '@/lib/http';

/**
 * Stops what was ordered for many: whoever is being done at this moment is still done, and nobody after. What is over stays
 * as it is. No reason is asked for: whoever sees that something goes wrong has no time.
 * @throws ProblemError 404 for who is no admin, and for no such order
 */
export async function stopBulk(admin: Admin, id: string): Promise<void> {
  await asService('admin.stop-bulk', async (tx) => {
    const { userId, email } = await requireAdminIn(tx, admin);
    const stopped = await tx.$queryRaw<{ action: string }[]>`
      update app.bulk_operations set state = 'stopped', finished_at = now()
      where id = ${id}::uuid and state in ('waiting', 'running')
      returning action`;
    const [operation] = stopped;
    if (operation)
      await recordAudit(tx, {
        actor: { id: userId, email, via: 'console' },
        action: 'bulk.stopped',
        target: { kind: 'bulk_operation', id, label: operation.action },
      });
    else if (!(await tx.bulkOperation.findUnique({ where: { id }, select: { id: true } })))
      throw problems.notFound();
  });
}
