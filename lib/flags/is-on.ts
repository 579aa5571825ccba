import { env } from '@/lib/env';
import type { Flag } from './flags';
import { switchedByHand } from './switched-by-hand';

/**
 * Whether a flag is on now: as it was switched by hand, else as the environment says. What another process has switched
 * holds here within {@link FLAGS_MS}.
 * @throws as the database does, while it does not answer and nothing was read before
 */
export async function isOn(flag: Flag): Promise<boolean> {
  return (await switchedByHand()).get(flag) ?? env()[flag];
}
