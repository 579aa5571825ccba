import { Prisma, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { scopesIn } from '../scopes';
import type { ApiKey } from './schema';

/** What is read of a key to show it. */
export type KeyRow = {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  /** Null once the account is gone. */
  makerId: string | null;
  makerName: string | null;
  makerEmail: string | null;
  /** Whether whoever made it is still there, active and a member. */
  makerMay: boolean;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  replacedBy: string | null;
};

/**
 * The keys of an organization that are shown, newest first: all that are not revoked, and those that ended by themselves
 * for thirty days more, so that it can be seen why a script stands still.
 * @param more narrows it down, such as `and k.id = …`
 */
export function shownKeys(
  tx: Transaction,
  organizationId: string,
  more: Prisma.Sql,
  limit: number,
): Promise<KeyRow[]> {
  return readKeys(tx, Prisma.sql`k.organization_id = ${organizationId}::uuid ${more}`, limit);
}

/** The keys that a person made, wherever they act; otherwise as {@link shownKeys}. */
export function shownKeysOfMaker(
  tx: Transaction,
  userId: string,
  limit: number,
): Promise<(KeyRow & { organizationId: string; organizationName: string })[]> {
  return readKeys(tx, Prisma.sql`k.created_by = ${userId}::uuid`, limit);
}

function readKeys<Row extends KeyRow>(tx: Transaction, where: Prisma.Sql, limit: number): Promise<Row[]> {
  return tx.$queryRaw<Row[]>(Prisma.sql`
    select k.id::text as id, k.name, k.hint, k.scopes, u.id::text as "makerId", u.name as "makerName",
      coalesce(nullif(u.email, ''), u.former_email) as "makerEmail", coalesce(u.status = 'active', false) and m.user_id is not null as "makerMay",
      k.created_at as "createdAt", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt",
      k.replaced_by::text as "replacedBy", o.id::text as "organizationId", o.name as "organizationName"
    from app.api_keys k
    join app.organizations o on o.id = k.organization_id
    left join app.users u on u.id = k.created_by
    left join app.memberships m on m.organization_id = k.organization_id and m.user_id = k.created_by
    where ${where} and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > now() - interval '30 days')
    order by k.id desc
    limit ${limit}`);
}

/** The key as it is shown at a moment. */
export function toApiKey(row: KeyRow, now: Date): ApiKey {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: scopesIn(row.scopes),
    state: stateOf(row, now),
    createdBy: makerOf(row),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    replacedBy: row.replacedBy,
  };
}

/** An id for a row that is to be written, known before. */
export async function newId(tx: Transaction): Promise<string> {
  const [made] = await tx.$queryRaw<{ id: string }[]>`select app.uuid_v7()::text as id`;
  if (!made) throw new Error('app.uuid_v7 answered nothing');
  return made.id;
}

/** One key as it is shown. @throws ProblemError 404 when it is not there, revoked or another organization's */
export async function keyOf(tx: Transaction, organizationId: string, id: string): Promise<ApiKey> {
  const [row] = await shownKeys(tx, organizationId, Prisma.sql`and k.id = ${id}::uuid`, 1);
  if (!row) throw problems.notFound();
  return toApiKey(row, new Date());
}

function makerOf({ makerId, makerName, makerEmail }: KeyRow): ApiKey['createdBy'] {
  return makerId === null || makerEmail === null ? null : { id: makerId, name: makerName, email: makerEmail };
}

function stateOf({ expiresAt, makerMay, replacedBy }: KeyRow, now: Date): ApiKey['state'] {
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  if (!makerMay) return 'inactive';
  return replacedBy === null ? 'active' : 'replaced';
}
