import { recordAudit, theSystem } from '@/lib/audit';
import { deleteAuthUser, recordOwn, revokeSessionsIn } from '@/lib/auth';
import { windUpCustomer } from '@/lib/billing';
import { asService, type Transaction } from '@/lib/db';
import { logger } from '@/lib/observability';
import { holdFateOf, organizationsOfLeaver } from './organizations-of-leaver';

/**
 * Deletes an account that is due, with all that goes with it, in steps of which each can be repeated. The row of the user
 * is what says that there is something to do, and it goes last, so that whoever comes after a kill goes on there.
 * @returns false for an account that is not due, as one that was kept a moment before
 * @throws ProblemError 503 when Stripe or Supabase does not answer, 409 while something is being paid
 */
export async function purgeAccount(userId: string): Promise<boolean> {
  for (const step of purgeSteps) if (!(await step(userId))) return false;
  logger.info({ userId }, 'an account was deleted');
  return true;
}

/** The steps of {@link purgeAccount}, in their order; false from one ends it there. */
export const purgeSteps: readonly ((userId: string) => Promise<boolean>)[] = [
  closeForGood,
  endBilling,
  deleteData,
  deletePerson,
];

/** From here on it cannot be kept any more. */
async function closeForGood(userId: string): Promise<boolean> {
  return asService('deletion.close', async (tx) => {
    const [due] = await tx.$queryRaw<{ status: string }[]>`
      select status::text as status from app.users
      where id = ${userId}::uuid and deletion_due_at <= now() for update`;
    if (!due) return false;
    if (due.status !== 'deleted') {
      await tx.user.update({ where: { id: userId }, data: { status: 'deleted' } });
      await recordOwn(tx, userId, 'account.closed', { actor: theSystem });
    }
    await revokeSessionsIn(tx, userId, 'all');
    return true;
  });
}

/** Before anything is deleted: once the organization is gone, nobody here knows whom to stop charging. */
async function endBilling(userId: string): Promise<boolean> {
  const organizations = await asService('deletion.billing', (tx) => organizationsOfLeaver(tx, userId));
  for (const { fate, stripeCustomerId } of organizations) {
    if (fate === 'deleted' && stripeCustomerId) await windUpCustomer(stripeCustomerId);
  }
  return true;
}

async function deleteData(userId: string): Promise<boolean> {
  const organizations = await asService('deletion.data', (tx) => organizationsOfLeaver(tx, userId));
  // Each by itself: a large one that goes holds nobody up in those that stay.
  for (const { id } of organizations) await endMembership(userId, id);
  await asService(
    'deletion.data',
    (tx) => tx.$executeRaw`
      delete from app.invitations i using app.users u
      where u.id = ${userId}::uuid and lower(i.email) = lower(u.email)`,
  );
  return true;
}

async function endMembership(userId: string, organizationId: string): Promise<void> {
  await asService(
    'deletion.data',
    async (tx) => {
      const fate = await holdFateOf(tx, organizationId, userId);
      if (fate === 'deleted') return removeOrganization(tx, organizationId);
      if (fate === 'ownerless') await passOn(tx, organizationId, userId);
      await tx.membership.deleteMany({ where: { organizationId, userId } });
      if (fate)
        await recordAudit(tx, {
          actor: theSystem,
          action: 'member.left',
          target: { kind: 'user', id: userId },
          organizationId,
          userId,
        });
    },
    { pool: 'slow' },
  );
}

async function removeOrganization(tx: Transaction, id: string): Promise<void> {
  const { name } = await tx.organization.delete({ where: { id }, select: { name: true } });
  await recordAudit(tx, {
    actor: theSystem,
    action: 'organization.deleted',
    target: { kind: 'organization', id, label: name },
    organizationId: id,
    before: { name },
  });
}

// It had another owner when the person asked to go. Now the oldest admin becomes one, else the oldest member.
async function passOn(tx: Transaction, organizationId: string, leaver: string): Promise<void> {
  const [heir] = await tx.$queryRaw<{ userId: string }[]>`
    update app.memberships m set role = 'owner'
    where m.organization_id = ${organizationId}::uuid and m.user_id = (
      select heir.user_id from app.memberships heir join app.users u on u.id = heir.user_id
      where heir.organization_id = ${organizationId}::uuid and heir.user_id <> ${leaver}::uuid
      order by (u.status = 'active' and u.deletion_due_at is null) desc, heir.role, heir.created_at, heir.user_id
      limit 1)
    returning m.user_id::text as "userId"`;
  if (heir)
    await recordAudit(tx, {
      actor: theSystem,
      action: 'organization.ownership_inherited',
      target: { kind: 'user', id: heir.userId },
      organizationId,
      userId: heir.userId,
      after: { role: 'owner' },
    });
  logger.warn({ organizationId }, 'an organization was without an owner and was passed on');
}

/** Supabase's user, whose deletion takes the row here along in the same moment. */
async function deletePerson(userId: string): Promise<boolean> {
  await deleteAuthUser(userId);
  // Where Supabase knew nothing of it any more.
  await asService('deletion.person', (tx) =>
    tx.user.deleteMany({ where: { id: userId, status: 'deleted' } }),
  );
  return true;
}
