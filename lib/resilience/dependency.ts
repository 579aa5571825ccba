import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { problems } from '@/lib/http';
import { circuitBreakerState, logger, traced } from '@/lib/observability';

/** Something outside the process that can be down. */
export type Dependency = {
  /** Whether calls are let through at this moment. */
  isAvailable(): boolean;
  /**
   * Runs `work` unless the dependency has just been down.
   * @throws ProblemError 503 `unavailable` while the circuit is open and for every error that counts as a failure;
   * any other error of `work` as it is
   */
  call<T>(work: () => Promise<T>): Promise<T>;
};

type DependencyOptions = {
  /** As people read it in a sentence: "payment service". */
  name: string;
  /** Whether an error says that the dependency is down, and not that the request was wrong. */
  isFailure: (error: unknown) => boolean;
  /** How long an open circuit lets nothing through, in milliseconds. */
  openMs?: number;
};

/**
 * A circuit breaker around one dependency: three failures in a row open it for 30 seconds, after which a single call
 * is let through to try. Callers behind an open circuit are told at once instead of waiting for a time-out.
 * Retries are not made here: only who makes the call knows whether it may be repeated.
 */
export function dependency({ name, isFailure, openMs = 30_000 }: DependencyOptions): Dependency {
  const breaker = circuitBreaker(handleWhen(isFailure), {
    breaker: new ConsecutiveBreaker(failuresToOpen),
    halfOpenAfter: openMs,
  });
  let openedAt = 0;
  circuitBreakerState.set({ dependency: name }, 0);
  breaker.onStateChange((state) => {
    circuitBreakerState.set({ dependency: name }, told(state));
    if (state === CircuitState.Open) openedAt = Date.now();
    logger.warn({ dependency: name, state: CircuitState[state] }, 'circuit breaker');
  });
  const retryAfterSeconds = () => Math.max(1, Math.ceil((openedAt + openMs - Date.now()) / 1000));

  return {
    isAvailable: () => breaker.state === CircuitState.Closed || Date.now() >= openedAt + openMs,
    async call(work) {
      try {
        return await breaker.execute(() => traced(`call ${name}`, { 'peer.service': name }, work));
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw problems.unavailable(name, retryAfterSeconds(), error);
        if (isFailure(error)) throw problems.unavailable(name, Math.ceil(openMs / 1000), error);
        throw error;
      }
    },
  };
}

const failuresToOpen = 3;

// An isolated circuit, which nothing here makes, lets nothing through either.
function told(state: CircuitState): number {
  if (state === CircuitState.Closed) return 0;
  return state === CircuitState.HalfOpen ? 1 : 2;
}
