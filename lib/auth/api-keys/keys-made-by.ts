import type { Transaction } from '@/lib/db';
import { shownKeysOfMaker, toApiKey } from './key-row';
import type { ApiKey } from './schema';

/** A key and the organization for which it acts. */
export type MadeKey = ApiKey & { organization: { id: string; name: string } };

/**
 * The keys that a person made, of whatever organization, newest first, in a transaction of service work. They act as the
 * person, wherever they are used.
 */
export async function keysMadeBy(tx: Transaction, userId: string): Promise<MadeKey[]> {
  const now = new Date();
  const rows = await shownKeysOfMaker(tx, userId, SHOWN_MAX);
  return rows.map(({ organizationId, organizationName, ...row }) => ({
    ...toApiKey(row, now),
    organization: { id: organizationId, name: organizationName },
  }));
}

/** More than the plans give anybody in one organization. */
const SHOWN_MAX = 100;
