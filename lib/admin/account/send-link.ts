import type { AuditAction } from '@/lib/audit';
import { type AccountLink, type Admin, mailAccountLink } from '@/lib/auth';
import { problems } from '@/lib/http';
import { type Done, onAccount } from './on-account';

/**
 * Mails the person of an account the link that confirms the address, or one to choose a new password; see
 * `mailAccountLink`. For an address that is confirmed there is nothing to confirm, and nothing is recorded.
 * Recorded once Supabase has taken it: what a kill comes between was mailed and is not in the log, never the other way.
 * @throws ProblemError 404 for nobody's account, 409 for one that is not active, 429 a moment after the last one, 422
 * without a reason, 503 when Supabase does not answer
 */
export function sendLink(admin: Admin, userId: string, link: AccountLink, reason: string): Promise<Done> {
  return onAccount(admin, userId, { action: actions[link], reason }, async (tx) => {
    // Not held: Supabase writes to its user meanwhile.
    const user = await tx.user.findUnique({
      where: { id: userId },
      select: { email: true, status: true, emailConfirmedAt: true },
    });
    if (!user) throw problems.notFound();
    if (user.status !== 'active' || user.email === '')
      throw problems.conflict(
        `This account is ${user.status === 'active' ? 'without an address' : user.status}.`,
      );
    if (link === 'confirmation' && user.emailConfirmedAt) return null;
    await mailAccountLink(user.email, link);
    return { change: {}, label: user.email };
  });
}

const actions: Record<AccountLink, AuditAction> = {
  confirmation: 'user.confirmation_sent',
  'password-reset': 'user.password_reset_sent',
};
