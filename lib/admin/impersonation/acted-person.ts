import type { Transaction } from '@/lib/db';

/** What the log names of somebody as whom an admin acts: their address, and the organization that they act for. */
export async function actedPerson(
  tx: Transaction,
  userId: string,
): Promise<{ email: string; organizationId: string }> {
  const [row] = await tx.$queryRaw<{ email: string; organizationId: string }[]>`
    select u.email, coalesce(m.organization_id, u.id)::text as "organizationId"
    from app.users u
    left join app.memberships m on m.user_id = u.id and m.organization_id = u.active_organization_id
    where u.id = ${userId}::uuid`;
  return row ?? { email: '', organizationId: userId };
}
