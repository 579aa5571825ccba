import { asService } from '@/lib/db';
import { problems } from '@/lib/http';
import { tellSecret } from '../edge-secrets';
import type { Principal } from '../principal';
import { scopesIn } from '../scopes';
import { hashOfSecret, readSecret } from '../secret-token';
import { keyPrefix } from './key-prefix';

/**
 * Who acts by an API key: whoever made it, in the organization that it belongs to, with the role there as it is now, and
 * within the key's scopes. The database is asked at every request, so that a key that was revoked, or whose maker has left
 * or is suspended, is good for nothing from the next one on. What is no key of ours is refused without asking it.
 * Notes once a minute that the key is in use, and tells the edge.
 * @throws ProblemError 401 for what is no key or none any more, 403 for a maker who is suspended or waits to be
 * deleted
 */
export async function principalOfKey(token: string): Promise<Principal> {
  const read = readSecret(token);
  if (!read) throw problems.unauthenticated('This is not an API key. Check that it was copied whole.');
  if (read.prefix !== keyPrefix()) throw problems.unauthenticated(wrongKind(read.prefix));
  const hash = await hashOfSecret(token);
  const key = await findKey(hash);
  if (!key) throw problems.unauthenticated('This API key is not known.');
  if (key.isRevoked) throw problems.unauthenticated('This API key was revoked.');
  if (key.hasExpired) throw problems.unauthenticated(`This API key expired on ${dayOf(key.expiresAt)}.`);
  const { userId, email, role, status } = key;
  if (status === 'suspended')
    throw problems.forbidden('The account that this API key acts for is suspended.');
  if (key.deletionDueAt && status === 'active') throw problems.deletionPending(key.deletionDueAt);
  if (userId === null || email === null || role === null || status !== 'active')
    throw problems.unauthenticated('Whoever made this API key is not a member of the organization any more.');

  const scopes = scopesIn(key.scopes);
  const { id, organizationId, organizationName, name, planId, expiresAt } = key;
  if (key.isNoted)
    await tellSecret(hash, {
      id,
      kind: 'api_key',
      userId,
      organizationId,
      scopes,
      expiresAt: expiresAt?.toISOString() ?? null,
    });
  return {
    userId,
    organizationId,
    role,
    via: 'api_key',
    credentialId: id,
    scopes,
    email,
    name,
    organizationName,
    planId,
  };
}

type FoundKey = Pick<Principal, 'organizationId' | 'organizationName' | 'planId' | 'name'> & {
  id: string;
  scopes: string[];
  isRevoked: boolean;
  hasExpired: boolean;
  expiresAt: Date | null;
  userId: string | null;
  email: string | null;
  status: 'active' | 'suspended' | 'deleted' | null;
  /** When whoever made it is deleted, having asked for that. */
  deletionDueAt: Date | null;
  role: Principal['role'] | null;
  /** Whether its use was noted now, and not within the minute before. */
  isNoted: boolean;
};

async function findKey(hash: string): Promise<FoundKey | undefined> {
  const [key] = await asService(
    'auth.api_key',
    (tx) => tx.$queryRaw<FoundKey[]>`
      with found as (
        select k.organization_id, k.id, k.scopes, k.expires_at, k.last_used_at, k.revoked_at is not null as is_revoked,
          coalesce(k.expires_at <= now(), false) as has_expired, o.name as organization_name,
          u.id as user_id, u.email, u.name, u.status, u.deletion_due_at, m.role
        from app.api_keys k
        join app.organizations o on o.id = k.organization_id
        left join app.users u on u.id = k.created_by
        left join app.memberships m on m.organization_id = k.organization_id and m.user_id = k.created_by
        where k.secret_hash = decode(${hash}, 'hex')
      ), due as (
        select k.organization_id, k.id
        from app.api_keys k join found f on f.organization_id = k.organization_id and f.id = k.id
        where not f.is_revoked and not f.has_expired and f.status = 'active' and f.deletion_due_at is null
          and f.role is not null
          and (f.last_used_at is null or f.last_used_at < now() - interval '1 minute')
        -- Of many requests at once one notes it, and none waits.
        for update of k skip locked
      ), noted as (
        update app.api_keys k set last_used_at = now() from due
        where k.organization_id = due.organization_id and k.id = due.id
        returning k.id
      )
      select f.id::text as id, f.scopes, f.is_revoked as "isRevoked", f.has_expired as "hasExpired",
        f.expires_at as "expiresAt", f.organization_id::text as "organizationId",
        f.organization_name as "organizationName", f.user_id::text as "userId", f.email, f.name,
        f.status::text as status, f.deletion_due_at as "deletionDueAt", f.role::text as role,
        app.effective_plan_id(f.organization_id)::text as "planId", exists (select from noted) as "isNoted"
      from found f`,
  );
  return key;
}

function wrongKind(prefix: string): string {
  return prefix === 'fh_live_'
    ? 'This is a live API key, and no real money is taken here: make a test key here.'
    : 'This is a test API key, and only live keys are accepted here.';
}

function dayOf(expiresAt: Date | null): string {
  return expiresAt ? day.format(expiresAt) : 'an unknown day';
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
