import { asService, onCommit, type Transaction } from '@/lib/db';
import { idempotently, problems } from '@/lib/http';
import { actorOf } from '../actor-of';
import { forgetSecrets } from '../edge-secrets';
import type { Principal } from '../principal';
import { scopesIn } from '../scopes';
import { endOf, insertKey, newSecret } from './insert-key';
import { keyOf, newId } from './key-row';
import { recordKey } from './record-key';
import { requireKeyManager } from './require-key-manager';
import { type ApiKey, type Rotation, rotationSchema } from './schema';

/** The new key and its secret, as of `createApiKey`; and the old one, null where it has ended at once. */
export type RotatedKey = { key: ApiKey; secret: string | null; replaced: ApiKey | null };

/**
 * Replaces an API key by a new one with the same name and scopes; the old one goes on working for the chosen days. The
 * two take one place in the quota: the new one takes over that of the old, so rotating is never refused for want of room.
 * Therefore a key can be rotated again only when the one that it replaced has ended, or places would multiply.
 * Possible also while a payment is overdue: a key that may be known to others must not have to stay.
 * @throws ProblemError 403 for whoever may not, 404 when it is not there or another organization's, 409 `conflict` when it
 * has ended, was replaced already or still overlaps, 409 `idempotency_conflict`, 422 for an end that cannot be
 */
export async function rotateApiKey(
  principal: Principal,
  id: string,
  rotation: Rotation,
  idempotencyKey?: string,
): Promise<RotatedKey> {
  const fields = rotationSchema.parse(rotation);
  const { organizationId } = principal;
  const secret = await newSecret();
  return asService('auth.rotate_api_key', async (tx) => {
    await requireKeyManager(tx, principal);
    const successorId = await newId(tx);
    const rotated = await idempotently(
      tx,
      principal,
      { operation: 'keys.rotate', key: idempotencyKey, request: { id, ...fields } },
      async () => {
        const old = await lockKey(tx, organizationId, id);
        refuse(old);
        const { name } = old;
        const expiresAt = fields.expiresAt === undefined ? sameLife(old) : endOf(fields.expiresAt);
        await insertKey(tx, principal, secret, {
          id: successorId,
          name,
          scopes: scopesIn(old.scopes),
          expiresAt,
        });
        await replace(tx, organizationId, id, successorId, fields.overlapDays);
        await recordKey(tx, organizationId, actorOf(principal), 'api_key.rotated', {
          id,
          name,
          before: { hint: old.hint, expiresAt: old.expiresAt },
          after: { hint: secret.hint, expiresAt, replacedBy: successorId, overlapDays: fields.overlapDays },
        });
        onCommit(tx, () => forgetSecrets([old.hash]));
        return {
          key: await keyOf(tx, organizationId, successorId),
          replaced: fields.overlapDays > 0 ? await keyOf(tx, organizationId, id) : null,
        };
      },
    );
    return { ...rotated, secret: rotated.key.id === successorId ? secret.text : null };
  });
}

type LockedKey = {
  name: string;
  hint: string;
  scopes: string[];
  hash: string;
  createdAt: Date;
  expiresAt: Date | null;
  hasEnded: boolean;
  isReplaced: boolean;
  overlaps: boolean;
};

async function lockKey(tx: Transaction, organizationId: string, id: string): Promise<LockedKey> {
  const [key] = await tx.$queryRaw<LockedKey[]>`
    select k.name, k.hint, k.scopes, encode(k.secret_hash, 'hex') as hash, k.created_at as "createdAt",
      k.expires_at as "expiresAt", coalesce(k.expires_at <= now(), false) as "hasEnded",
      k.replaced_by is not null as "isReplaced",
      exists (select from app.api_keys p
              where p.organization_id = k.organization_id and p.replaced_by = k.id and p.revoked_at is null
                and p.expires_at > now()) as overlaps
    from app.api_keys k
    where k.organization_id = ${organizationId}::uuid and k.id = ${id}::uuid and k.revoked_at is null
    for update of k`;
  if (!key) throw problems.notFound();
  return key;
}

function refuse({ hasEnded, isReplaced, overlaps }: LockedKey): void {
  if (hasEnded) throw problems.conflict('This key has expired. Make a new one instead.');
  if (isReplaced) throw problems.conflict('This key was rotated already.');
  if (overlaps)
    throw problems.conflict(
      'The key that this one replaces still works. Revoke that one first, or wait for its end.',
    );
}

async function replace(
  tx: Transaction,
  organizationId: string,
  id: string,
  successorId: string,
  overlapDays: number,
): Promise<void> {
  await tx.$executeRaw`
    update app.api_keys set replaced_by = ${successorId}::uuid, is_counted = false,
      revoked_at = case when ${overlapDays}::integer = 0 then now() end,
      expires_at = least(expires_at, now() + make_interval(days => ${overlapDays}::integer))
    where organization_id = ${organizationId}::uuid and id = ${id}::uuid`;
}

// What was made for ninety days is replaced by what lives for ninety days from now.
function sameLife({ createdAt, expiresAt }: LockedKey): Date | null {
  return expiresAt && new Date(Date.now() + expiresAt.getTime() - createdAt.getTime());
}
