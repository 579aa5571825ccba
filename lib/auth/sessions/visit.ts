import { networkOf } from './network';

/** What is kept of a request to tell its session from others. */
export type Visit = { userAgent: string | null; network: string | null };

/** Characters, as the database has it. */
const USER_AGENT_MAX = 512;

/**
 * The device and the network that a request came from. Unless a proxy overwrites `X-Forwarded-For`, its sender chose
 * what it says: good for showing to the person, and for nothing else.
 */
export function visitIn(headers: Headers): Visit {
  const address = headers.get('x-forwarded-for')?.split(',')[0] ?? headers.get('x-real-ip');
  return {
    userAgent: headers.get('user-agent')?.slice(0, USER_AGENT_MAX) ?? null,
    network: networkOf(address),
  };
}
