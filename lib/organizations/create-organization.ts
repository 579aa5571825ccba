import { recordAudit } from '@/lib/audit';
import { type Actor, actorOf } from '@/lib/auth';
import { asService, type Transaction } from '@/lib/db';
import { idempotently, problems } from '@/lib/http';
import { readOrganizations } from './organizations-of';
import { type Organization, type OrganizationInput, organizationInputSchema } from './schema';
import { actFor } from './switch-organization';

/** Teams that one person may own: each is free to begin with, and what is free must have an end. */
export const TEAMS_OWNED_MAX = 10;

/**
 * Makes a team with who asks as its owner, who acts for it from then on.
 * @param idempotencyKey a repeat with the same key and input gets the first team again
 * @throws ProblemError 409 for who owns {@link TEAMS_OWNED_MAX} already, and `idempotency_conflict`; ZodError for wrong input
 */
export function createOrganization(
  maker: Actor,
  input: OrganizationInput,
  idempotencyKey?: string,
): Promise<Organization> {
  const { userId } = maker;
  const { name } = organizationInputSchema.parse(input);
  return asService('organizations.create', async (tx) => {
    // One at a time for each person: of many at once none counts before the others are there.
    await tx.$queryRaw`select id from app.users where id = ${userId}::uuid for no key update`;
    return idempotently(
      tx,
      // Kept with the personal organization, for the new one is not there yet.
      { userId, organizationId: userId },
      { operation: 'organizations.create', key: idempotencyKey, request: { name } },
      () => make(tx, maker, name),
    );
  });
}

async function make(tx: Transaction, maker: Actor, name: string): Promise<Organization> {
  const { userId } = maker;
  const owned = await tx.membership.count({
    where: { userId, role: 'owner', organization: { kind: 'team' } },
  });
  if (owned >= TEAMS_OWNED_MAX)
    throw problems.conflict(
      `You own ${TEAMS_OWNED_MAX} teams. Pass one on or leave it before you make another.`,
    );
  const { id } = await tx.organization.create({ data: { name, kind: 'team' } });
  await tx.membership.create({ data: { organizationId: id, userId, role: 'owner' } });
  await recordAudit(tx, {
    actor: actorOf(maker),
    action: 'organization.created',
    target: { kind: 'organization', id, label: name },
    organizationId: id,
    after: { name },
  });
  await actFor(tx, userId, id);
  const [made] = await readOrganizations(tx, userId, id);
  if (!made) throw new Error('the organization that was made is not there');
  return made;
}
