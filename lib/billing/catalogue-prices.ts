import type { Metric, Plan, PlanId, PlanPrice, PriceInterval } from '@/lib/plans';

/** What a price of the catalogue pays for: the plan itself, a seat above those included, or use above a limit. */
export type PricePart = 'plan' | 'seat' | Metric;

/** One price as Stripe is to have it. Found again by its lookup key. */
export type CataloguePrice = {
  part: PricePart;
  planId: PlanId;
  interval: PriceInterval;
  /** `team_month`, `team_seat_month`, `team_runs_month`, `pro_lifetime`. */
  lookupKey: string;
  currency: string;
  /** Minor units of `currency` for one unit and interval; a decimal of at most 12 places for what is metered. */
  unitAmount: string;
  /** The event name of the meter that counts it; null for what is paid by number. */
  meter: string | null;
};

/**
 * Every Stripe price that follows from a plan of the catalogue. Beside each price that recurs stand those of what can be
 * added to it, paid in the same rhythm, so that all items of a subscription share one.
 *
 * - A seat above the limit costs its overage price per month, reduced as the plan itself is for a longer interval, in
 *   whole cents.
 * - Use above a limit costs the same whatever the interval. Meters count the smallest unit there is (a run, a token, a
 *   call, a byte), so that every quantity is a whole number and nothing has to be carried over; the price of one such
 *   unit is a fraction of a cent.
 *
 * @throws Error for an overage whose price of one unit is no decimal of 12 places: Stripe could not bill it exactly
 */
export function cataloguePrices(plan: Plan): CataloguePrice[] {
  return plan.prices.flatMap((price) => {
    const { interval, currency, unitAmount, lookupKey } = price;
    const own: CataloguePrice = {
      part: 'plan',
      planId: plan.id,
      interval,
      lookupKey,
      currency,
      unitAmount: String(unitAmount),
      meter: null,
    };
    return interval === 'lifetime' ? [own] : [own, ...addOns(plan, price)];
  });
}

/** The metrics of a plan whose use above the limit is billed by a meter; seats are billed by number. */
export function meteredMetrics({ limits }: Pick<Plan, 'limits'>): Metric[] {
  return metricsWithOverage(limits).filter((metric) => metric !== 'seats');
}

/** The event name of the meter that counts use of a metric above the limit, for all plans. */
export function meterNameOf(metric: Metric): string {
  return `foothold_${metric}_overage`;
}

// The catalogue's overage is in cents of US dollars.
function addOns(plan: Plan, price: PlanPrice): CataloguePrice[] {
  if (price.currency !== 'usd') return [];
  const { interval, currency } = price;
  const common = { planId: plan.id, interval, currency };
  return metricsWithOverage(plan.limits).map((metric) => {
    const part = metric === 'seats' ? 'seat' : metric;
    return {
      ...common,
      part,
      lookupKey: `${plan.id}_${part}_${interval}`,
      unitAmount: metric === 'seats' ? seatAmount(plan, price) : unitAmount(plan, metric),
      meter: metric === 'seats' ? null : meterNameOf(metric),
    };
  });
}

function metricsWithOverage(limits: Plan['limits']): Metric[] {
  return Object.entries(limits).flatMap(([metric, { overage }]) => (overage ? [metric as Metric] : []));
}

function seatAmount(plan: Plan, { unitAmount: planAmount, currency }: PlanPrice): string {
  const { amount, quantity } = overageOf(plan, 'seats');
  const monthly = plan.prices.find((each) => each.interval === 'month' && each.currency === currency);
  if (!monthly) throw new Error(`${plan.name} has no monthly price that a seat could be reckoned from.`);
  return String(Math.round((amount * planAmount) / (quantity * monthly.unitAmount)));
}

// In whole numbers: amounts have at most six places in the database, and a price of Stripe at most twelve.
function unitAmount(plan: Plan, metric: Metric): string {
  const { amount, quantity } = overageOf(plan, metric);
  const wanted = BigInt(Math.round(amount * 1e6)) * 1_000_000n;
  if (wanted % BigInt(quantity) !== 0n) {
    throw new Error(
      `${plan.name}: ${amount} cents for ${quantity} of ${metric} is no exact price of one; choose another quantity.`,
    );
  }
  const digits = String(wanted / BigInt(quantity)).padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '');
}

function overageOf({ name, limits }: Plan, metric: Metric): { amount: number; quantity: number } {
  const { overage } = limits[metric];
  if (!overage) throw new Error(`${name} bills nothing above its limit of ${metric}.`);
  return { amount: overage.unitAmount, quantity: overage.quantity };
}
