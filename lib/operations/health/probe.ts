import type { DependencyState } from './dependency-state';

/** Milliseconds after which what has not answered is taken for down: whoever asks for health waits no longer than this. */
export const PROBE_MS = 2_000;

/** What a probe that answers may find besides being up. */
type Found = Pick<DependencyState, 'state'>;

/** Asks a dependency, in bounded time. Why it does not answer is nobody's business here and is not told. */
export async function probe(
  { name, required }: Pick<DependencyState, 'name' | 'required'>,
  ask: (signal: AbortSignal) => Promise<Found | undefined>,
  waitMs = PROBE_MS,
): Promise<DependencyState> {
  const began = performance.now();
  const signal = AbortSignal.timeout(waitMs);
  const tooLong = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason)),
  );
  try {
    const found = await Promise.race([ask(signal), tooLong]);
    const latencyMs = Math.round(performance.now() - began);
    return { name, state: found?.state ?? 'up', required, latencyMs };
  } catch {
    return { name, state: 'down', required, latencyMs: null };
  }
}
