/** Plans, lowest first. */
export const planIds = ['free', 'basic', 'pro', 'team', 'enterprise'] as const;
/** See {@link planIds}. */
export type PlanId = (typeof planIds)[number];

/** How often a price is paid; `lifetime` once. */
export const intervals = ['month', 'six_months', 'year', 'lifetime'] as const;
/** See {@link intervals}. */
export type PriceInterval = (typeof intervals)[number];

/** Countable things that have a limit. `storage_bytes` is in bytes, `llm_tokens` in tokens, all else in pieces. */
export const metrics = [
  'saved_jobs',
  'runs',
  'llm_tokens',
  'ai_messages',
  'api_calls',
  'storage_bytes',
  'seats',
  'documents',
  'search_queries',
  'drive_folders',
  'exports',
  'api_keys',
  'webhook_endpoints',
] as const;
/** See {@link metrics}. */
export type Metric = (typeof metrics)[number];

/** What a plan can unlock. */
export const features = [
  'basic_search',
  'export_csv',
  'reminders',
  'advanced_search',
  'ai_insights',
  'resume_tailoring',
  'automation',
  'bulk_import',
  'advanced_analytics',
  'priority_support',
  'shared_pipeline',
  'audit_log',
  'dedicated_support',
  'custom_limits',
  'priority_processing',
] as const;
/** See {@link features}. */
export type Feature = (typeof features)[number];

/** What happens at the limit: `hard` blocks at 100 %, `soft` at 120 %, `overage` never and bills what is above. */
export type QuotaCap = 'hard' | 'soft' | 'overage';

/** When counting starts anew; `total` never. */
export type QuotaPeriod = 'total' | 'day' | 'week' | 'month';

/** A metric's limit under one plan; `limit` null is unlimited. */
export type PlanLimit = {
  limit: number | null;
  cap: QuotaCap;
  period: QuotaPeriod;
  /** `unitAmount` cents of USD for each `quantity` above the limit; only with the cap `overage`. */
  overage: { unitAmount: number; quantity: number } | null;
};

/** `unitAmount` is in minor units of `currency` for one whole interval. */
export type PlanPrice = { interval: PriceInterval; currency: string; unitAmount: number; lookupKey: string };

/** One plan with all that it gives and costs. A plan without prices is free. */
export type Plan = {
  id: PlanId;
  name: string;
  /** Order of worth: a higher rank includes what a lower one gives. */
  rank: number;
  features: Feature[];
  /** Days of trial that a person's first subscription may begin with. */
  trialDays: number;
  rateLimits: { sessionRequestsPerMinute: number; keyRequestsPerHour: number; runStartsPerHour: number };
  limits: Record<Metric, PlanLimit>;
  prices: PlanPrice[];
};

/** All plans, lowest rank first. */
export type Catalogue = { plans: Plan[] };
