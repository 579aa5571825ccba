import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';

/**
 * Lets pass who may change the organization's jobs: every member but a viewer, as the database says now.
 * @throws ProblemError 403
 */
export async function requireWriter(tx: Transaction): Promise<void> {
  const [answer] = await tx.$queryRaw<{ may: boolean }[]>`select app.can_current_member_write() as may`;
  if (!answer?.may) throw problems.forbidden('You may look at these jobs but not change them.');
}
