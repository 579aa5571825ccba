import type { AuditActor } from '@/lib/audit';
import { freeAddress, holdAuthUser, type Principal, takeAddressBack, writeAccountNotice } from '@/lib/auth';
import { asService, type Transaction, type UserStatus } from '@/lib/db';
import { problems } from '@/lib/http';
import { organizationsOfLeaver } from './organizations-of-leaver';
import { DELETION_DAYS } from './request-deletion';
import { stopRenewals } from './stop-renewals';

/**
 * Lets what a person pays for alone end with the period that is paid for, before somebody else deletes the account: nobody
 * can look after it afterwards. Doing it again changes nothing. Errors as of `stopRenewal`.
 * @param actor who decides it
 */
export async function endPaymentsOf(userId: string, actor: AuditActor): Promise<void> {
  const { user, organizations } = await asService('deletion.payments', async (tx) => ({
    user: await tx.user.findUnique({ where: { id: userId }, select: { email: true, name: true } }),
    organizations: await organizationsOfLeaver(tx, userId),
  }));
  if (!user) throw problems.notFound();
  await stopRenewals({ ...user, ...unseen, userId, organizationId: userId }, organizations, actor);
}

// What a principal has besides, and nothing here asks for.
const unseen: Omit<Principal, 'userId' | 'organizationId' | 'email' | 'name'> = {
  role: 'owner',
  via: 'session',
  credentialId: null,
  scopes: null,
  organizationName: '',
  planId: 'free',
};

/** What became of an account that was closed. */
export type ClosedAccount = { email: string; status: UserStatus; dueAt: Date };

/**
 * Deletes an account on somebody else's decision. From the commit on it is as if it were not there: nothing that it sends is
 * answered, and its address is free, so that the same person may sign up anew. Everything in it is kept for 30 days, until
 * `purgeAccount` finds it due, or shorter where its person had asked for that; `reopenAccount` brings it back. The
 * person is told at the address that they had. Of a team whose only owner they are, somebody else becomes owner when the
 * account is purged.
 * Precondition: `tx` is service work and holds no row of the account yet.
 * @returns null for an account that is deleted already
 * @throws ProblemError 404 for one that is not there
 */
export async function closeAccount(tx: Transaction, userId: string): Promise<ClosedAccount | null> {
  await holdAuthUser(tx, userId);
  const [account] = await tx.$queryRaw<{ email: string; status: UserStatus }[]>`
    select email, status::text as status from app.users where id = ${userId}::uuid for no key update`;
  if (!account) throw problems.notFound();
  const { email, status } = account;
  if (status === 'deleted') return null;
  const [closed] = await tx.$queryRaw<{ dueAt: Date }[]>`
    update app.users
    set status = 'deleted', former_email = email, former_status = status, deletion_mailed_at = null,
      deletion_due_at = least(deletion_due_at, date_trunc('milliseconds', now()) + make_interval(days => ${DELETION_DAYS}))
    where id = ${userId}::uuid
    returning deletion_due_at as "dueAt"`;
  if (!closed) throw problems.notFound();
  const { dueAt } = closed;
  await freeAddress(tx, userId);
  if (email !== '')
    await writeAccountNotice(tx, userId, {
      kind: 'account_deleted',
      facts: { email, until: dueAt.toISOString() },
    });
  return { email, status, dueAt };
}

/**
 * Brings back an account that `closeAccount` deleted, with its address and all that was in it. Sessions stay ended, and
 * a subscription goes on to its end. One that is there stays as it is.
 * Precondition: as of {@link closeAccount}.
 * @returns null for an account that is not deleted
 * @throws ProblemError 404 for one that is not there, 409 once it is being purged, or when somebody else has the address
 */
export async function reopenAccount(
  tx: Transaction,
  userId: string,
): Promise<{ email: string; status: UserStatus } | null> {
  await holdAuthUser(tx, userId);
  const [account] = await tx.$queryRaw<Closed[]>`
    select status::text as status, former_email as "formerEmail", former_status::text as "formerStatus",
      deletion_due_at > now() as "isInTime"
    from app.users where id = ${userId}::uuid for no key update`;
  if (!account) throw problems.notFound();
  if (account.status !== 'deleted') return null;
  const { formerEmail: email, formerStatus: status } = account;
  if (email === null || status === null || !account.isInTime)
    throw problems.conflict('It is too late: this account is being deleted for good.');
  if (email !== '' && !(await takeAddressBack(tx, userId, email)))
    throw problems.conflict(`Another account has the address ${email} by now.`);
  await tx.user.update({
    where: { id: userId },
    data: { status, formerEmail: null, formerStatus: null, deletionDueAt: null, deletionMailedAt: null },
  });
  await writeAccountNotice(tx, userId, { kind: 'account_restored' });
  return { email, status };
}

type Closed = {
  status: UserStatus;
  formerEmail: string | null;
  formerStatus: UserStatus | null;
  isInTime: boolean | null;
};
