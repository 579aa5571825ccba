import { asService } from '@/lib/db';
import type { Principal } from './principal';

/** `suspended` by an admin; `gone` when the account was deleted or never had a row here. */
export type FoundPrincipal =
  | { state: 'active'; principal: Principal }
  | { state: 'suspended' }
  | { state: 'gone' };

/**
 * Reads who a user acts as: the organization they switched to while they are still a member of it, the personal one
 * otherwise. One query.
 * @param sessionId of the session by which they are known, where it has one
 */
export async function findPrincipal(userId: string, sessionId?: string): Promise<FoundPrincipal> {
  const [row] = await asService(
    'auth.principal',
    (tx) => tx.$queryRaw<Row[]>`
      select u.id::text as "userId", u.email, u.name, u.status::text as status,
        acting.id::text as "organizationId", acting.name as "organizationName", acting.role::text as role,
        app.effective_plan_id(acting.id)::text as "planId"
      from app.users u
      cross join lateral (
        select o.id, o.name, m.role
        from app.memberships m join app.organizations o on o.id = m.organization_id
        where m.user_id = u.id and m.organization_id in (u.id, u.active_organization_id)
        order by (m.organization_id = u.active_organization_id) desc nulls last
        limit 1
      ) acting
      where u.id = ${userId}::uuid`,
  );
  if (!row || row.status === 'deleted') return { state: 'gone' };
  if (row.status === 'suspended') return { state: 'suspended' };
  const { status: _active, ...who } = row;
  return {
    state: 'active',
    principal: { ...who, via: 'session', credentialId: sessionId ?? null, scopes: null },
  };
}

type Row = Omit<Principal, 'via' | 'credentialId' | 'scopes'> & {
  status: 'active' | 'suspended' | 'deleted';
};
