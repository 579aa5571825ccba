import { isStripeAvailable } from '@/lib/billing';
import { callServiceFunction, Prisma } from '@/lib/db';
import { env } from '@/lib/env';
import { callCache } from '@/lib/resilience';
import type { DependencyState } from './dependency-state';
import { probe } from './probe';

/** Milliseconds for which a process gives the same answer: however often it is asked, it asks no more often than this. */
export const READINESS_MS = 2_000;

/** The state of everything that this process depends on, as found at most {@link READINESS_MS} ago. Never fails. */
export function readiness(): Promise<DependencyState[]> {
  if (!asked || asked.until <= Date.now()) asked = { until: Date.now() + READINESS_MS, states: probeAll() };
  return asked.states;
}

/** Has the next question find out anew. For tests. */
export function forgetReadiness(): void {
  asked = undefined;
}

/** Seconds; what is done each minute and was not for so long is behind. */
export const BEHIND_SECONDS = 180;

let asked: { until: number; states: Promise<DependencyState[]> } | undefined;

function probeAll(): Promise<DependencyState[]> {
  return Promise.all([
    probe({ name: 'database', required: true }, async () => {
      await callServiceFunction('health.database', Prisma.sql`select 1`);
      return undefined;
    }),
    probe({ name: 'cache', required: false }, async () => {
      await callCache((redis) => redis.ping());
      return undefined;
    }),
    probe({ name: 'sign-in service', required: false }, askSupabase),
    // Only what calls have found lately: whoever asks us for health must not make us ask Stripe.
    Promise.resolve<DependencyState>({
      name: 'payment service',
      state: isStripeAvailable() ? 'up' : 'down',
      required: false,
      latencyMs: null,
    }),
    probe({ name: 'worker', required: false }, askWorker),
  ]);
}

// The keys are what requests need of it.
async function askSupabase(signal: AbortSignal): Promise<undefined> {
  const answer = await fetch(`${env().SUPABASE_URL}/auth/v1/.well-known/jwks.json`, {
    signal,
    cache: 'no-store',
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}

// Who runs the tasks cannot be asked, but what they leave in the database tells when they ran.
async function askWorker(): Promise<Pick<DependencyState, 'state'>> {
  const [row] = await callServiceFunction<{ seconds: number }>(
    'health.worker',
    Prisma.sql`select app.background_lag_seconds() as seconds`,
  );
  return { state: (row?.seconds ?? 0) > BEHIND_SECONDS ? 'behind' : 'up' };
}
