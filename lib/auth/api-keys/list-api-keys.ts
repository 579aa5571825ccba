import { z } from 'zod';
import { asService, Prisma } from '@/lib/db';
import { decodeCursor, encodeCursor } from '@/lib/http';
import type { Principal } from '../principal';
import { keyOf, shownKeys, toApiKey } from './key-row';
import { requireKeyManager } from './require-key-manager';
import type { ApiKey } from './schema';

/** One page; `nextCursor` null is the last. */
export type ApiKeyPage = { keys: ApiKey[]; nextCursor: string | null };

/**
 * The organization's API keys, newest first. `limit` 1 to 100.
 * @throws ProblemError 403 for whoever may not, 422 for a foreign cursor
 */
export async function listApiKeys(
  principal: Principal,
  { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined } = {},
): Promise<ApiKeyPage> {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
  // UUIDv7 sorts by the time it was made.
  const more = before ? Prisma.sql`and k.id < ${before}::uuid` : Prisma.empty;
  const rows = await asService('auth.list_api_keys', async (tx) => {
    await requireKeyManager(tx, principal);
    return shownKeys(tx, principal.organizationId, more, limit + 1);
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const now = new Date();
  return {
    keys: page.map((row) => toApiKey(row, now)),
    nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null,
  };
}

/** One API key. @throws ProblemError 403 for whoever may not, 404 when it is not there or another organization's */
export function getApiKey(principal: Principal, id: string): Promise<ApiKey> {
  return asService('auth.get_api_key', async (tx) => {
    await requireKeyManager(tx, principal);
    return keyOf(tx, principal.organizationId, id);
  });
}
