import { type Admin, confirmAddress } from '@/lib/auth';
import { problems } from '@/lib/http';
import { labelOf } from './label-of';
import { type Done, onAccount } from './on-account';

/**
 * Takes the address of an account for confirmed, as if its person had followed the mailed link: for who has proved in
 * another way that it is theirs. One that is confirmed stays so, and nothing is recorded.
 * @throws ProblemError 404 for nobody's account, 409 for a deleted one, 422 without a reason
 */
export function confirmEmail(admin: Admin, userId: string, reason: string): Promise<Done> {
  return onAccount(admin, userId, { action: 'user.email_confirmed', reason }, async (tx) => {
    const label = await labelOf(tx, userId);
    const { status } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { status: true } });
    if (status === 'deleted') throw problems.conflict('This account is deleted.');
    if (!(await confirmAddress(tx, userId))) return null;
    return { change: { before: { emailConfirmed: false }, after: { emailConfirmed: true } }, label };
  });
}
