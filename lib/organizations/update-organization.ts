import { recordAudit } from '@/lib/audit';
import { actorOf } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { changeOrganization, type LockedOrganization } from './change-organization';
import { readOrganizations } from './organizations-of';
import type { OrganizationAction } from './permissions';
import type { Asker } from './reach';
import { type Organization, type OrganizationPatch, organizationPatchSchema } from './schema';

/**
 * Renames an organization, or changes whether its members need a second factor.
 * @throws ProblemError 402 `payment_required`, 403 for who may not, also for who asks of others the second factor that they
 * lack themselves, 404 for who is not a member; ZodError for wrong input
 */
export async function updateOrganization(
  asker: Asker,
  organizationId: string,
  patch: OrganizationPatch,
): Promise<Organization> {
  const { name, requiresSecondFactor } = organizationPatchSchema.parse(patch);
  // The name waits for an overdue payment, how people sign in never does.
  const action: OrganizationAction = name === undefined ? 'require_second_factor' : 'rename';
  return changeOrganization(asker, organizationId, { action }, async (tx, organization) => {
    if (requiresSecondFactor && !organization.requiresSecondFactor) await requireOwnFactor(tx, asker.userId);
    await tx.organization.update({
      where: { id: organizationId },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(requiresSecondFactor === undefined ? {} : { requiresSecondFactor }),
      },
    });
    const [updated] = await readOrganizations(tx, asker.userId, organizationId);
    if (!updated) throw problems.notFound();
    await record(tx, asker, organization, updated);
    return updated;
  });
}

type Facts = Pick<Organization, 'name' | 'requiresSecondFactor'>;

async function record(
  tx: Transaction,
  asker: Asker,
  former: LockedOrganization,
  { name, requiresSecondFactor }: Facts,
): Promise<void> {
  const organizationId = former.id;
  const told = {
    actor: actorOf(asker),
    target: { kind: 'organization', id: organizationId, label: name },
    organizationId,
  };
  if (name !== former.name)
    await recordAudit(tx, {
      ...told,
      action: 'organization.renamed',
      before: { name: former.name },
      after: { name },
    });
  if (requiresSecondFactor !== former.requiresSecondFactor)
    await recordAudit(tx, {
      ...told,
      action: requiresSecondFactor
        ? 'organization.second_factor_required'
        : 'organization.second_factor_optional',
      before: { requiresSecondFactor: former.requiresSecondFactor },
      after: { requiresSecondFactor },
    });
}

// Whoever has a factor has passed it in this session, or would not have been let in; without one they would lock
// themselves out with everybody else.
async function requireOwnFactor(tx: Transaction, userId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`select app.has_second_factor(${userId}::uuid) as has`;
  if (row?.has) return;
  throw problems.forbidden('Set up a second factor for yourself before you ask for it from others.');
}
