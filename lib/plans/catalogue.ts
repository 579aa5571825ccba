import type {
  Catalogue,
  Feature,
  Metric,
  Plan,
  PlanId,
  PlanLimit,
  PlanPrice,
  PriceInterval,
  QuotaPeriod,
} from './types';

/**
 * The catalogue as shipped: the seed of the tables `plans`, `plan_prices` and `plan_limits`, which are what counts
 * once they are filled. Amounts in cents of USD.
 */
export const catalogue: Catalogue = {
  plans: [
    plan('free', 'Free', 0, {
      features: ['basic_search'],
      trialDays: 0,
      rates: [60, 50, 10],
      prices: {},
      limits: {
        saved_jobs: hard(10, 'total'),
        runs: soft(100),
        llm_tokens: soft(10_000),
        ai_messages: hard(0, 'day'),
        api_calls: soft(1_000),
        storage_bytes: hard(GB(1), 'total'),
        seats: hard(3, 'total'),
        documents: hard(50, 'month'),
        search_queries: hard(100, 'day'),
        drive_folders: hard(1, 'total'),
        exports: hard(1, 'month'),
        api_keys: hard(1, 'total'),
        webhook_endpoints: hard(0, 'total'),
      },
    }),
    plan('basic', 'Basic', 1, {
      features: ['export_csv', 'reminders'],
      trialDays: 7,
      rates: [120, 100, 20],
      prices: { month: 900, six_months: 4860, year: 8640 },
      limits: {
        saved_jobs: hard(100, 'total'),
        runs: soft(300),
        llm_tokens: soft(50_000),
        ai_messages: hard(10, 'day'),
        api_calls: soft(10_000),
        storage_bytes: hard(GB(5), 'total'),
        seats: hard(3, 'total'),
        documents: hard(200, 'month'),
        search_queries: hard(500, 'day'),
        drive_folders: hard(3, 'total'),
        exports: hard(1, 'month'),
        api_keys: hard(2, 'total'),
        webhook_endpoints: hard(1, 'total'),
      },
    }),
    plan('pro', 'Pro', 2, {
      features: [
        'advanced_search',
        'ai_insights',
        'resume_tailoring',
        'automation',
        'bulk_import',
        'advanced_analytics',
        'priority_support',
      ],
      trialDays: 7,
      rates: [300, 500, 50],
      prices: { month: 2900, six_months: 15_660, year: 27_840, lifetime: 49_900 },
      limits: {
        saved_jobs: unlimited('total'),
        runs: soft(1_000),
        llm_tokens: soft(200_000),
        ai_messages: hard(100, 'day'),
        api_calls: soft(50_000),
        storage_bytes: hard(GB(10), 'total'),
        seats: hard(5, 'total'),
        documents: hard(1_000, 'month'),
        search_queries: unlimited('day'),
        drive_folders: hard(10, 'total'),
        exports: hard(1, 'week'),
        api_keys: hard(10, 'total'),
        webhook_endpoints: hard(5, 'total'),
      },
    }),
    plan('team', 'Team', 3, {
      features: ['shared_pipeline', 'audit_log'],
      trialDays: 7,
      rates: [600, 2_000, 200],
      prices: { month: 9900, six_months: 53_460, year: 95_040 },
      limits: {
        saved_jobs: unlimited('total'),
        runs: overage(5_000, 'month', 10, 1),
        llm_tokens: overage(1_000_000, 'month', 1, 1_000),
        ai_messages: hard(500, 'day'),
        api_calls: overage(100_000, 'month', 0.1, 1),
        storage_bytes: overage(GB(100), 'total', 50, GB(1)),
        seats: overage(25, 'total', 500, 1),
        documents: hard(5_000, 'month'),
        search_queries: unlimited('day'),
        drive_folders: hard(50, 'total'),
        exports: hard(1, 'day'),
        api_keys: hard(50, 'total'),
        webhook_endpoints: hard(20, 'total'),
      },
    }),
    plan('enterprise', 'Enterprise', 4, {
      features: ['dedicated_support', 'custom_limits', 'priority_processing'],
      trialDays: 7,
      rates: [1_200, 5_000, 1_000],
      prices: { month: 49_900, six_months: 269_460, year: 479_040 },
      limits: {
        saved_jobs: unlimited('total'),
        runs: overage(50_000, 'month', 5, 1),
        llm_tokens: overage(10_000_000, 'month', 0.5, 1_000),
        ai_messages: unlimited('day'),
        api_calls: overage(1_000_000, 'month', 0.05, 1),
        storage_bytes: overage(GB(1_000), 'total', 25, GB(1)),
        seats: unlimited('total'),
        documents: unlimited('month'),
        search_queries: unlimited('day'),
        drive_folders: unlimited('total'),
        exports: unlimited('month'),
        api_keys: unlimited('total'),
        webhook_endpoints: unlimited('total'),
      },
    }),
  ].map(withFeaturesBelow),
};

type PlanFacts = {
  /** Those that the plan adds to the plan below. */
  features: Feature[];
  trialDays: number;
  /** Requests by session per minute, requests by key per hour, run starts per hour. */
  rates: [number, number, number];
  prices: Partial<Record<PriceInterval, number>>;
  limits: Record<Metric, PlanLimit>;
};

function plan(id: PlanId, name: string, rank: number, facts: PlanFacts): Plan {
  const [sessionRequestsPerMinute, keyRequestsPerHour, runStartsPerHour] = facts.rates;
  return {
    id,
    name,
    rank,
    features: facts.features,
    trialDays: facts.trialDays,
    rateLimits: { sessionRequestsPerMinute, keyRequestsPerHour, runStartsPerHour },
    limits: facts.limits,
    prices: pricesOf(id, facts.prices),
  };
}

function pricesOf(id: PlanId, amounts: PlanFacts['prices']): PlanPrice[] {
  const order: PriceInterval[] = ['month', 'six_months', 'year', 'lifetime'];
  return order.flatMap((interval) => {
    const unitAmount = amounts[interval];
    return unitAmount === undefined
      ? []
      : [{ interval, currency: 'usd', unitAmount, lookupKey: `${id}_${interval}` }];
  });
}

function withFeaturesBelow(own: Plan, index: number, all: Plan[]): Plan {
  return { ...own, features: all.slice(0, index + 1).flatMap((each) => each.features) };
}

/** Bytes in so many decimal gigabytes. */
function GB(count: number): number {
  return count * 1_000_000_000;
}

function hard(limit: number, period: QuotaPeriod): PlanLimit {
  return { limit, cap: 'hard', period, overage: null };
}

function soft(limit: number): PlanLimit {
  return { limit, cap: 'soft', period: 'month', overage: null };
}

function overage(limit: number, period: QuotaPeriod, unitAmount: number, quantity: number): PlanLimit {
  return { limit, cap: 'overage', period, overage: { unitAmount, quantity } };
}

function unlimited(period: QuotaPeriod): PlanLimit {
  return { limit: null, cap: 'hard', period, overage: null };
}
