import { asService, Prisma, type Transaction } from '@/lib/db';
import type { Organization } from './schema';

/**
 * The organizations that a user is a member of, the oldest first, which is the personal one; or the one that is named, if
 * the user is a member of it.
 */
export function organizationsOf(userId: string, only?: string): Promise<Organization[]> {
  // Service work: a tenant's own view ends at one organization.
  return asService('organizations.of-user', (tx) => readOrganizations(tx, userId, only));
}

/** {@link organizationsOf} within a transaction of service work. */
export async function readOrganizations(
  tx: Transaction,
  userId: string,
  only?: string,
): Promise<Organization[]> {
  const one = only === undefined ? Prisma.empty : Prisma.sql`and m.organization_id = ${only}::uuid`;
  const rows = await tx.$queryRaw<Row[]>`
    select o.id::text as id, o.name, o.kind::text as kind, m.role::text as role,
           app.effective_plan_id(o.id)::text as "planId", o.requires_second_factor as "requiresSecondFactor",
           o.created_at as "createdAt"
    from app.memberships m join app.organizations o on o.id = m.organization_id
    where m.user_id = ${userId}::uuid ${one}
    order by o.created_at, o.id`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

type Row = Omit<Organization, 'createdAt'> & { createdAt: Date };
