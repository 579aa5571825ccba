import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';

/**
 * What an account is called in the log: its address, or the one that it had.
 * @throws ProblemError 404 for nobody's account
 */
export async function labelOf(tx: Transaction, userId: string): Promise<string> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: { email: true, formerEmail: true },
  });
  if (!user) throw problems.notFound();
  return user.email || (user.formerEmail ?? '');
}
