import { Counter, Gauge, Registry } from 'prom-client';

/**
 * What this process counts, for Prometheus to collect. Each process has numbers of its own, from its start on: whoever
 * collects them adds them up.
 */
export const metrics = registry();

/**
 * Stripe's events by type, and what became of them: `ignored` means nothing to us, `processed`, `failed` will be tried
 * again, `dead` waits for a person. The web process counts what is settled on arrival, the worker all else.
 */
export const webhookProcessing = counter({
  name: 'billing_webhook_processing_total',
  help: 'Events of Stripe by type and outcome.',
  labelNames: ['type', 'outcome'],
});

/** Fields in which the mirror differed from Stripe, each confirmed while the customer was locked. */
export const reconciliationDrift = counter({
  name: 'billing_reconciliation_drift_total',
  help: 'Fields in which the database and Stripe differed.',
  labelNames: [],
});

/** Attempts to collect an invoice that failed, as Stripe told of them. */
export const failedPayments = counter({
  name: 'failed_payments_total',
  help: 'Failed attempts to collect an invoice.',
  labelNames: [],
});

/**
 * Questions of what an organization may do: `hit` by its snapshot, `stale` or `lost` made it anew, `unavailable` was
 * answered by the database alone because the cache did not answer.
 */
export const entitlementReads = counter({
  name: 'entitlement_reads_total',
  help: 'Reads of entitlements by how they were answered.',
  labelNames: ['outcome'],
});

/**
 * Aggregates of usage on their way to Stripe's meters: `sent`; `not_sent` and `unknown` are tried again; `too_late` and
 * `uncertain` are not, and are money that may not have been billed.
 */
export const meterEvents = counter({
  name: 'billing_meter_events_total',
  help: 'Attempts to report usage to a meter, by outcome.',
  labelNames: ['outcome'],
});

/** Passwords that were looked up among the breached ones: `clean`, `breached`, or `unavailable` and let through. */
export const pwnedPasswordChecks = counter({
  name: 'pwned_password_checks_total',
  help: 'Chosen passwords that were looked up among the breached ones, by outcome.',
  labelNames: ['outcome'],
});

/**
 * Decisions about attempts to sign in and the like, by policy: `passed` or `refused`, by `redis` or, while that does not answer, by
 * this process alone (`memory`). The edge has no registry: it writes to its log when Redis does not answer.
 */
export const rateLimitDecisions = counter({
  name: 'rate_limit_decisions_total',
  help: 'Decisions of rate limits on attempts, by policy, outcome and what decided.',
  labelNames: ['policy', 'outcome', 'by'],
});

/** 0 lets calls through, 1 lets one through to try, 2 lets none through. */
export const circuitBreakerState = made(
  'circuit_breaker_state',
  (name) =>
    new Gauge({
      name,
      help: 'State of the circuit breaker: 0 closed, 1 half open, 2 open.',
      labelNames: ['dependency'],
      registers: [metrics],
    }),
);

type CounterOptions<Label extends string> = { name: string; help: string; labelNames: Label[] };

function counter<Label extends string>(options: CounterOptions<Label>): Counter<Label> {
  return made(options.name, () => new Counter({ ...options, registers: [metrics] }));
}

// Next bundles this module more than once and evaluates it again on hot reload. There is one registry in a process, and
// a name can be registered in it once.
function registry(): Registry {
  const holder = globalThis as typeof globalThis & { footholdMetrics?: Registry };
  holder.footholdMetrics ??= new Registry();
  return holder.footholdMetrics;
}

function made<M extends Counter<string> | Gauge<string>>(name: string, make: (name: string) => M): M {
  // What is registered under a name was made by the same line, in another copy of this module.
  return (metrics.getSingleMetric(name) as M | undefined) ?? make(name);
}
