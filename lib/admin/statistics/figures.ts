/** What a number of a figure is. Amounts are in minor units of US dollars, durations in milliseconds. */
export type FigureUnit = 'count' | 'money' | 'duration' | 'usage';

/**
 * What the numbers of many days come to: `level` what stood at the end of the last one, `sum` all of them, `mean` an ordinary
 * finished day, `worst` the highest.
 */
export type FigureKind = 'level' | 'sum' | 'mean' | 'worst';

/** Every figure, in the order in which they are told. */
export const figureIds = [
  'users',
  'active_users',
  'sign_ups',
  'confirmed',
  'plans',
  'paying',
  'trials_begun',
  'conversions',
  'churned',
  'mrr',
  'mrr_movement',
  'usage',
  'failed_payments',
  'quota_hits',
  'webhook_events',
  'webhook_duration',
] as const;
/** See {@link figureIds}. */
export type FigureId = (typeof figureIds)[number];

type Figure = {
  title: string;
  unit: FigureUnit;
  kind: FigureKind;
  /** What it is split by; null where it is not. */
  by: 'plan' | 'metric' | 'movement' | 'outcome' | 'percentile' | null;
  /** What exactly is counted, for whoever reads the number. */
  definition: string;
};

/** What each figure is; days are UTC. */
export const figures: Readonly<Record<FigureId, Figure>> = {
  users: {
    title: 'Users',
    unit: 'count',
    kind: 'level',
    by: null,
    definition:
      'Accounts at the end of the day, confirmed or not and suspended ones too. Deleted ones are not among them.',
  },
  active_users: {
    title: 'Active users',
    unit: 'count',
    kind: 'mean',
    by: null,
    definition:
      'People with a session, of a browser or the extension, that was begun or seen on that day; of many days, an ordinary finished one. It is counted through the day and only the number is kept. A day that was counted later misses whom the sessions no longer tell of.',
  },
  sign_ups: {
    title: 'Sign-ups',
    unit: 'count',
    kind: 'sum',
    by: null,
    definition: 'Accounts made on that day, confirmed or not.',
  },
  confirmed: {
    title: 'Confirmed',
    unit: 'count',
    kind: 'sum',
    by: null,
    definition: 'Accounts whose address was confirmed on that day, whenever they were made.',
  },
  plans: {
    title: 'Plans in force',
    unit: 'count',
    kind: 'level',
    by: 'plan',
    definition:
      'Organizations by the plan that they had at the end of the day, whatever gave it: a subscription, a trial, a payment for good, or an admin. Past due counts for seven days. Everybody has a personal organization, so most are on Free.',
  },
  paying: {
    title: 'Paying organizations',
    unit: 'count',
    kind: 'level',
    by: 'plan',
    definition: 'Organizations with recurring revenue at the end of the day, by the plan they pay most for.',
  },
  trials_begun: {
    title: 'Trials begun',
    unit: 'count',
    kind: 'sum',
    by: null,
    definition:
      'Trials granted on that day. Refused ones, of people or cards that have had one, do not count.',
  },
  conversions: {
    title: 'Conversions',
    unit: 'count',
    kind: 'sum',
    by: null,
    definition:
      'Organizations whose first payment of all succeeded on that day, after a trial or without one, for a subscription or for good.',
  },
  churned: {
    title: 'Churned',
    unit: 'count',
    kind: 'sum',
    by: null,
    definition:
      'Organizations that had recurring revenue the day before and none at the end of this one. The rate is their share of those who paid when the period began.',
  },
  mrr: {
    title: 'MRR',
    unit: 'money',
    kind: 'level',
    by: 'plan',
    definition:
      'Monthly recurring revenue at the end of the day: what each subscription costs with its extra seats and less its lasting discounts, a year divided by twelve and six months by six. Trials count once they are paid, what is past due counts until it ends. Plans for good, use above a limit, taxes and other currencies than US dollars are not in it.',
  },
  mrr_movement: {
    title: 'MRR movements',
    unit: 'money',
    kind: 'sum',
    by: 'movement',
    definition:
      'How MRR got from one day to the next, told by organization: new (pays for the first time), reactivation (pays again), expansion, contraction, churn. MRR before and all movements make up MRR after. A change counts on the day on which it was known.',
  },
  usage: {
    title: 'Usage',
    unit: 'usage',
    kind: 'sum',
    by: 'metric',
    definition:
      'What all organizations used on that day. Of what never resets, such as saved jobs and storage, it is what was added less what was removed. A minute may pass until something is in it.',
  },
  failed_payments: {
    title: 'Failed payments',
    unit: 'count',
    kind: 'sum',
    by: null,
    definition:
      'Attempts to collect an invoice that failed on that day, each repeat counted, as Stripe told them.',
  },
  quota_hits: {
    title: 'Quota hits',
    unit: 'count',
    kind: 'sum',
    by: 'metric',
    definition:
      'How often an organization reached 100% of a limit on that day, once for each limit and period. Requests refused after that are not kept one by one.',
  },
  webhook_events: {
    title: 'Webhook events',
    unit: 'count',
    kind: 'sum',
    by: 'outcome',
    definition:
      'Events of Stripe that were received on that day, and what had become of them when they were last counted, up to three days later: processed, failed and to be tried again, or dead and waiting for a person.',
  },
  webhook_duration: {
    title: 'Webhook processing',
    unit: 'duration',
    kind: 'worst',
    by: 'percentile',
    definition:
      'How long it took to process an event, of those received on that day: half of them were done within p50, 95% within p95. Of many days, the slowest.',
  },
};
