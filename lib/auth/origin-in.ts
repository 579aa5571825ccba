import { env } from '@/lib/env';
import type { Origin } from '@/lib/observability';
import { USER_AGENT_MAX } from './sessions/visit';

/**
 * Where a request came from, for the audit log: the whole address, as our own outermost proxy wrote it, and what the browser
 * calls itself.
 */
export function originIn(headers: Headers): Origin {
  const ip = headers.get('x-forwarded-for')?.split(',').at(-env().TRUSTED_PROXIES)?.trim();
  return {
    ip: ip ? ip.slice(0, 64) : null,
    userAgent: headers.get('user-agent')?.slice(0, USER_AGENT_MAX) ?? null,
  };
}
