import { onCommit, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { tellSecret } from '../edge-secrets';
import type { Principal } from '../principal';
import type { Scope } from '../scopes';
import { hashOfSecret, makeSecret } from '../secret-token';
import { keyPrefix } from './key-prefix';

/** A secret that was just made, and what is kept of it. */
export type NewSecret = { text: string; hash: string; hint: string };

/** A new key's secret, of the kind that this deployment takes. */
export async function newSecret(): Promise<NewSecret> {
  const prefix = keyPrefix();
  const text = makeSecret(prefix);
  return { text, hash: await hashOfSecret(text), hint: `${prefix}…${text.slice(-4)}` };
}

/** Writes a key and, once that is committed, tells the edge of it. */
export async function insertKey(
  tx: Transaction,
  { userId, organizationId }: Pick<Principal, 'userId' | 'organizationId'>,
  secret: NewSecret,
  fields: { id: string; name: string; scopes: Scope[]; expiresAt: Date | null },
): Promise<void> {
  const { id, name, scopes, expiresAt } = fields;
  await tx.$executeRaw`
    insert into app.api_keys (organization_id, id, created_by, name, hint, secret_hash, scopes, expires_at)
    values (${organizationId}::uuid, ${id}::uuid, ${userId}::uuid, ${name}, ${secret.hint},
      decode(${secret.hash}, 'hex'), ${scopes}::text[], ${expiresAt?.toISOString() ?? null}::timestamptz)`;
  onCommit(tx, () =>
    tellSecret(secret.hash, {
      id,
      kind: 'api_key',
      userId,
      organizationId,
      scopes,
      expiresAt: expiresAt?.toISOString() ?? null,
    }),
  );
}

/**
 * When a key is to end, checked: not in the past, and not so far ahead that nobody means it.
 * @throws ProblemError 422
 */
export function endOf(expiresAt: string | null): Date | null {
  if (expiresAt === null) return null;
  const end = new Date(expiresAt);
  if (end.getTime() <= Date.now()) throw wrongEnd('Must be in the future');
  if (end.getTime() > Date.now() + LIFE_MS_MAX) throw wrongEnd('Must be within five years');
  return end;
}

/** Five years and the day that a leap year or a time zone adds. */
const LIFE_MS_MAX = (5 * 365 + 2) * 86_400_000;

function wrongEnd(message: string) {
  return problems.invalid('Some fields are not valid.', [{ path: 'expiresAt', message }]);
}
