import { tellActing } from '@/lib/auth';
import { asService, onCommit, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { readOrganizations } from './organizations-of';
import { type Asker, requireReach } from './reach';
import type { Organization } from './schema';

/**
 * Has who asks act for this organization from now on, in every browser. The database asks for the membership again with
 * each request, so that one which ends meanwhile leads back to the personal organization.
 * @throws ProblemError 404 for who is not a member
 */
export function switchOrganization(asker: Asker, organizationId: string): Promise<Organization> {
  requireReach(asker, organizationId);
  return asService('organizations.switch', async (tx) => {
    const [organization] = await readOrganizations(tx, asker.userId, organizationId);
    if (!organization) throw problems.notFound();
    await actFor(tx, asker.userId, organizationId);
    return organization;
  });
}

/** Notes for which organization a user acts, and tells the edge once that is committed. */
export async function actFor(tx: Transaction, userId: string, organizationId: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { activeOrganizationId: organizationId } });
  onCommit(tx, () => tellActing(userId, organizationId));
}

/** Leads a user who acted for an organization, and is no member of it any more, back to the personal one. */
export async function stopActingFor(tx: Transaction, userId: string, organizationId: string): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, activeOrganizationId: organizationId },
    data: { activeOrganizationId: null },
  });
  if (count > 0) onCommit(tx, () => tellActing(userId, userId));
}
