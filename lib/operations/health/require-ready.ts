import { ProblemError } from '@/lib/http';
import type { DependencyState } from './dependency-state';
import { READINESS_MS, readiness } from './readiness';

/** What is answered when requests can be served. */
export type Ready = { status: 'ok' | 'degraded'; dependencies: DependencyState[] };

/**
 * Whether this process can serve requests. Without the cache, Supabase, Stripe or the worker it can, and a load balancer
 * that took it away for that would take all of them away.
 * @throws ProblemError 503 `unavailable` when something required does not answer, with the state of everything
 */
export async function requireReady(): Promise<Ready> {
  const dependencies = await readiness();
  const missing = dependencies.find(({ state, required }) => required && state === 'down');
  if (missing) {
    throw new ProblemError(503, 'unavailable', `The ${missing.name} does not answer right now.`, {
      dependency: missing.name,
      retryAfterSeconds: READINESS_MS / 1000,
      dependencies,
    });
  }
  return { status: dependencies.every(({ state }) => state === 'up') ? 'ok' : 'degraded', dependencies };
}
