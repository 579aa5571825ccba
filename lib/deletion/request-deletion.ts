import { actorOf, type Principal, recordOwn, revokeSessionsIn } from '@/lib/auth';
import { asService, onCommit } from '@/lib/db';
import { problems } from '@/lib/http';
import {
  holdOrganizationsOfLeaver,
  type OwnOrganization,
  organizationsOfLeaver,
} from './organizations-of-leaver';
import { sendDeletionMails } from './send-deletion-mails';
import { stopRenewals } from './stop-renewals';

/** Days in which one can change one's mind. */
export const DELETION_DAYS = 30;

/**
 * Has the principal's account deleted in 30 days. Until then nothing works but taking it back: all sessions are over, and
 * no key and no extension is answered. What they pay for, alone, ends with the period that is paid for. Whoever asks has
 * proved to be the person. Asking again keeps the first date.
 * @returns when it will be deleted
 * @throws ProblemError 409 `conflict` with the names of organizations that would be left without an owner, or while
 * something is being paid; 503 when Stripe does not answer; after each nothing is decided
 */
export async function requestDeletion(principal: Principal): Promise<Date> {
  const { userId } = principal;
  const organizations = await asService('deletion.request', async (tx) =>
    requireNoneOwnerless(await organizationsOfLeaver(tx, userId)),
  );
  // First, since it may fail: a subscription that will end and an account that stays harm nobody, and are told on the
  // billing page. The other way round would go on charging somebody who has left.
  await stopRenewals(principal, organizations);
  return asService('deletion.request', async (tx) => {
    // Once more, for what has changed while Stripe was asked; of two owners who go at once, one finds the other gone.
    requireNoneOwnerless(await holdOrganizationsOfLeaver(tx, userId));
    const [before] = await tx.$queryRaw<{ deletionDueAt: Date | null }[]>`
      select deletion_due_at as "deletionDueAt" from app.users where id = ${userId}::uuid for update`;
    const [user] = await tx.$queryRaw<{ deletionDueAt: Date }[]>`
      update app.users
      -- To the millisecond, as dates are here, so that it can be compared.
      set deletion_due_at =
        coalesce(deletion_due_at, date_trunc('milliseconds', now()) + make_interval(days => ${DELETION_DAYS}))
      where id = ${userId}::uuid and status = 'active'
      returning deletion_due_at as "deletionDueAt"`;
    if (!user) throw problems.notFound();
    if (!before?.deletionDueAt)
      await recordOwn(tx, userId, 'account.deletion_asked', {
        actor: actorOf(principal),
        after: { deletionDueAt: user.deletionDueAt },
      });
    await revokeSessionsIn(tx, userId, 'all');
    onCommit(tx, () => sendDeletionMails(userId));
    return user.deletionDueAt;
  });
}

function requireNoneOwnerless(organizations: OwnOrganization[]): OwnOrganization[] {
  const ownerless = organizations.filter(({ fate }) => fate === 'ownerless');
  if (ownerless.length === 0) return organizations;
  const names = new Intl.ListFormat('en').format(ownerless.map(({ name }) => name));
  throw problems.conflict(`You are the last owner of ${names}. Make somebody else an owner there first.`);
}
