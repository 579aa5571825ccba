import { asService } from '@/lib/db';
import { problems } from '@/lib/http';
import { findPrincipal } from '../find-principal';
import type { Principal } from '../principal';
import { hashOfSecret } from '../secret-token';

/** As whom an admin acts, until when, and who they are themselves. */
export type Acting = {
  principal: Principal;
  impersonation: NonNullable<Principal['impersonation']>;
  endsAt: Date;
  self: Principal;
};

/**
 * As whom the holder of a token acts. All of it is asked of the database at every request: that the acting is neither stopped nor
 * over and was begun in this very session, that its admin still is one and has a second factor, and that the person is
 * there, is not suspended, does not wait to be deleted and is no admin.
 * @param self who has brought the token, by a session that is good
 * @throws ProblemError 403 `impersonation_over` for everything else: whoever believes to act as somebody must do nothing
 * as themselves
 */
export async function findActing(token: string, self: Principal): Promise<Acting> {
  const hash = await hashOfSecret(token);
  const [row] = await asService(
    'auth.acting',
    (tx) => tx.$queryRaw<Row[]>`
      select i.id::text as id, i.user_id::text as "userId", i.expires_at as "endsAt", a.email as "actorEmail",
        i.writes_since is not null as "mayWrite"
      from app.impersonations i
      join app.users a on a.id = i.actor_id
      join app.users p on p.id = i.user_id
      where i.token_hash = decode(${hash}, 'hex')
        and i.actor_id = ${self.userId}::uuid and i.actor_session_id = ${self.credentialId}::uuid
        and i.ended_at is null and i.expires_at > now()
        and a.platform_role = 'superadmin' and a.status = 'active' and a.deletion_due_at is null
        and app.has_second_factor(a.id)
        and p.platform_role <> 'superadmin'`,
  );
  if (!row) throw problems.impersonationOver();
  const found = await findPrincipal(row.userId, undefined, true);
  if (found.state !== 'active') throw problems.impersonationOver();
  const { id, actorEmail, mayWrite, endsAt } = row;
  const impersonation = { id, actorId: self.userId, actorEmail, mayWrite };
  return {
    self,
    endsAt,
    impersonation,
    principal: { ...found.principal, via: 'impersonation', credentialId: null, impersonation },
  };
}

/** As whom the holder of a token acted in this session, whatever has ended it; null where they did not. */
export async function actedAs(
  token: string,
  { userId, credentialId }: Pick<Principal, 'userId' | 'credentialId'>,
): Promise<string | null> {
  const hash = await hashOfSecret(token);
  const [row] = await asService(
    'auth.acted-as',
    (tx) => tx.$queryRaw<{ userId: string }[]>`
      select user_id::text as "userId" from app.impersonations
      where token_hash = decode(${hash}, 'hex') and actor_id = ${userId}::uuid
        and actor_session_id = ${credentialId}::uuid`,
  );
  return row?.userId ?? null;
}

type Row = { id: string; userId: string; endsAt: Date; actorEmail: string; mayWrite: boolean };
