import { env } from '@/lib/env';
import { networkOf } from './network';

/** What is kept of a request to tell its session from others. */
export type Visit = { userAgent: string | null; network: string | null };

/** Characters, as the database has it. */
export const USER_AGENT_MAX = 512;

/**
 * The device and the network that a request came from. Of `X-Forwarded-For` it takes what the outermost proxy of our own
 * wrote: whatever stands to the left of that is the sender's to choose.
 */
export function visitIn(headers: Headers): Visit {
  return {
    userAgent: headers.get('user-agent')?.slice(0, USER_AGENT_MAX) ?? null,
    network: networkOf(headers.get('x-forwarded-for')?.split(',').at(-env().TRUSTED_PROXIES)),
  };
}
