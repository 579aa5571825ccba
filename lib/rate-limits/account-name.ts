import { createHash } from 'node:crypto';

/** How an account, by its address or its id, is named where its attempts are counted: addresses do not belong into Redis. */
export function accountName(account: string): string {
  return createHash('sha256').update(account.trim().toLowerCase()).digest('base64url');
}
