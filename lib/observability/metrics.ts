import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CountedHistogram } from './counted-histogram';

/**
 * What this process counts, for Prometheus to collect. Each process has numbers of its own, from its start on: whoever
 * collects them adds them up.
 */
export const metrics = registry();

/**
 * Requests to the API that a handler answered. `route` is the path as the endpoint has it, with its parameters unnamed,
 * so that there are as many as endpoints; `unmatched` is an address or a method that there is not. What the edge refuses
 * by itself does not get here.
 */
export const apiRequests = counter({
  name: 'api_requests_total',
  help: 'Requests to the API by method, route and status.',
  labelNames: ['method', 'route', 'status'],
});

/** Seconds from when a handler got a request until its answer was ready. */
export const apiRequestDuration = histogram({
  name: 'api_request_duration_seconds',
  help: 'Time to answer requests to the API, in seconds.',
  labelNames: ['method', 'route'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

/** Seconds that it took a handler to verify an access token, most often with keys that are at hand. */
export const jwtValidationDuration = histogram({
  name: 'auth_jwt_validation_duration_seconds',
  help: 'Time to verify an access token, in seconds.',
  labelNames: [],
  buckets: [0.00005, 0.0001, 0.00015, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.1, 1],
});

/**
 * People by how many saved jobs the organization has for which they act, and by its plan. Counted anew in the database for
 * each collection, the same in every process: take the greatest, not the sum.
 */
export const jobsUsedPerUser = made('usage_jobs_used_per_user', (name) => {
  const histogram = new CountedHistogram({
    name,
    help: 'People by the saved jobs of their organization, and by plan.',
    label: 'plan',
    buckets: [0, 1, 5, 10, 25, 50, 100, 250, 500, 1_000],
  });
  metrics.registerMetric(histogram);
  return histogram;
});

/** People by the plan of the organization for which they act; counted as {@link jobsUsedPerUser}. */
export const planUsers = gauge({
  name: 'subscription_plan_users',
  help: 'People by plan.',
  labelNames: ['plan'],
});

/** Subscriptions that give a plan, by that plan; counted as {@link jobsUsedPerUser}. */
export const activeSubscriptions = gauge({
  name: 'active_subscriptions',
  help: 'Subscriptions that are active, in a trial or past due, by plan.',
  labelNames: ['tier'],
});

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
export const circuitBreakerState = gauge({
  name: 'circuit_breaker_state',
  help: 'State of the circuit breaker: 0 closed, 1 half open, 2 open.',
  labelNames: ['dependency'],
});

type Options<Label extends string> = { name: string; help: string; labelNames: Label[] };

function counter<Label extends string>(options: Options<Label>): Counter<Label> {
  return made(options.name, () => new Counter({ ...options, registers: [metrics] }));
}

function gauge<Label extends string>(options: Options<Label>): Gauge<Label> {
  return made(options.name, () => new Gauge({ ...options, registers: [metrics] }));
}

function histogram<Label extends string>(options: Options<Label> & { buckets: number[] }): Histogram<Label> {
  return made(options.name, () => new Histogram({ ...options, registers: [metrics] }));
}

// Next bundles this module more than once and evaluates it again on hot reload. There is one registry in a process, and
// a name can be registered in it once.
function registry(): Registry {
  const holder = globalThis as typeof globalThis & { footholdMetrics?: Registry };
  holder.footholdMetrics ??= new Registry();
  return holder.footholdMetrics;
}

function made<M extends Counter<string> | Gauge<string> | Histogram<string>>(
  name: string,
  make: (name: string) => M,
): M {
  // What is registered under a name was made by the same line, in another copy of this module.
  return (metrics.getSingleMetric(name) as M | undefined) ?? make(name);
}
