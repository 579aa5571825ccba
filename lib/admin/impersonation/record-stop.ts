import { recordAudit } from '@/lib/audit';
import type { Admin, Impersonation } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import { actedPerson } from './acted-person';

/** Records that an admin has stopped acting as somebody, in the service work that ends it. Of ending nobody asks why. */
export async function recordStop(
  tx: Transaction,
  admin: Admin,
  { id, userId }: Impersonation,
): Promise<void> {
  const person = await actedPerson(tx, userId);
  await recordAudit(tx, {
    actor: { id: admin.userId, email: admin.email, via: 'console', impersonation: { id, userId } },
    action: 'impersonation.stopped',
    target: { kind: 'user', id: userId, label: person.email },
    organizationId: person.organizationId,
    userId,
  });
}
