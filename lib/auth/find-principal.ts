import { asService } from '@/lib/db';
import type { Principal } from './principal';
import { type SeenSession, seeSession } from './sessions/see-session';

/**
 * What a session has yet to do about two-factor sign-in: enter a code, or set it up where the platform or the
 * organization requires it. `app.second_factor_step` has the rule.
 */
export type SecondFactorStep = 'verify' | 'set_up';

/**
 * `suspended` by an admin; `gone` when the account was deleted or never had a row here; `session-over` when the session
 * was ended, whatever its token says; `leaving` while an account waits to be deleted, because its person wants that.
 */
export type FoundPrincipal =
  | { state: 'active'; principal: Principal; secondFactorStep: SecondFactorStep | null }
  | { state: 'suspended' }
  | { state: 'gone' }
  | { state: 'session-over' }
  | { state: 'leaving'; userId: string; email: string; deletionDueAt: Date };

/**
 * Reads who a user acts as: the organization they switched to while they are still a member of it, the personal one
 * otherwise. One query, and one more every five minutes of a session, which notes that it was seen.
 * @param session by which they are known; without one, none is noted
 * @param hasPassed whether its token says that a second factor was passed
 */
export function findPrincipal(
  userId: string,
  session?: SeenSession,
  hasPassed = false,
): Promise<FoundPrincipal> {
  return asService('auth.principal', async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      select u.id::text as "userId", u.email, u.name, u.status::text as status, u.deletion_due_at as "deletionDueAt",
        s.revoked_at is not null as "isOver",
        s.id is null or s.last_seen_at < now() - interval '5 minutes' as "isSightDue",
        acting.id::text as "organizationId", acting.name as "organizationName", acting.role::text as role,
        app.effective_plan_id(acting.id)::text as "planId",
        app.second_factor_step(u.id, acting.id, ${session?.id ?? null}::uuid, ${hasPassed}) as "secondFactorStep"
      from app.users u
      left join app.user_sessions s on s.user_id = u.id and s.id = ${session?.id ?? null}::uuid
      cross join lateral (
        select o.id, o.name, m.role
        from app.memberships m join app.organizations o on o.id = m.organization_id
        where m.user_id = u.id and m.organization_id in (u.id, u.active_organization_id)
        order by (m.organization_id = u.active_organization_id) desc nulls last
        limit 1
      ) acting
      where u.id = ${userId}::uuid`;
    if (!row || row.status === 'deleted') return { state: 'gone' };
    if (row.status === 'suspended') return { state: 'suspended' };
    const { status: _active, isOver, isSightDue, deletionDueAt, secondFactorStep, ...who } = row;
    if (isOver || (session && isSightDue && !(await seeSession(tx, userId, session))))
      return { state: 'session-over' };
    if (deletionDueAt) return { state: 'leaving', userId, email: who.email, deletionDueAt };
    return {
      state: 'active',
      secondFactorStep,
      principal: { ...who, via: 'session', credentialId: session?.id ?? null, scopes: null },
    };
  });
}

/** Whether somebody who has signed in is let in: also who waits to be deleted, as far as to the page that asks for it. */
export function isLetIn({ state }: FoundPrincipal): boolean {
  return state === 'active' || state === 'leaving';
}

type Row = Omit<Principal, 'via' | 'credentialId' | 'scopes'> & {
  status: 'active' | 'suspended' | 'deleted';
  deletionDueAt: Date | null;
  isOver: boolean;
  isSightDue: boolean;
  secondFactorStep: SecondFactorStep | null;
};
