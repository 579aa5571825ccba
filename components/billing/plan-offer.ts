import type { SoldInterval } from '@/lib/billing/sold-intervals';
import { soldIntervals } from '@/lib/billing/sold-intervals';
import {
  formatMoney,
  monthlyUnitAmount,
  type Plan,
  type PlanId,
  type PlanPrice,
  savingPercent,
} from '@/lib/plans';
import { limitWords, offeredMetrics } from './limit-words';

/** Who looks at the prices: null for somebody who is not signed in. */
export type Viewer = {
  /** Null for a session whose account is closed to it: trying to buy tells why. */
  planId: PlanId | null;
  /** Whether a live subscription exists, in whatever state. */
  subscribed: boolean;
  /** Whether that subscription can be changed to another plan now. */
  changeable: boolean;
  /** Whether the viewer may buy for the organization. */
  mayBuy: boolean;
} | null;

/**
 * What a viewer can do about a plan. A second subscription beside a live one cannot be bought: `change` leads to the change of
 * that one, and `later` is for when it is in order again.
 */
export type OfferAction = 'sign-up' | 'buy' | 'current' | 'change' | 'later' | 'none';

/**
 * What one interval of a plan costs, in words. `note` tells what it saves against paying monthly or, for the monthly
 * price itself, what another interval would come to.
 */
export type OfferPrice = { perMonth: string; billed: string; savingPercent: number; note: string | null };

/** A plan as the pricing page shows it. */
export type PlanOffer = {
  planId: PlanId;
  name: string;
  gives: string[];
  /** Undefined for intervals that the plan is not sold for; empty for a plan that costs nothing. */
  prices: Partial<Record<SoldInterval, OfferPrice>>;
  action: OfferAction;
};

/** What a plan gives and costs, and what the viewer can do about it. Limits shown are those the product counts. */
export function planOffer(plan: Plan, viewer: Viewer): PlanOffer {
  return {
    planId: plan.id,
    name: plan.name,
    gives: offeredMetrics.map((metric) => limitWords(metric, plan.limits[metric].limit)),
    prices: Object.fromEntries(
      soldIntervals.flatMap((interval) => {
        const price = offerPrice(plan, interval);
        return price ? [[interval, price]] : [];
      }),
    ),
    action: actionFor(plan, viewer),
  };
}

function offerPrice(plan: Plan, interval: SoldInterval): OfferPrice | undefined {
  const price = plan.prices.find((each) => each.interval === interval);
  const monthly = monthlyUnitAmount(plan, interval);
  if (!price || !monthly) return undefined;
  const { currency, unitAmount } = price;
  const total = formatMoney(unitAmount, currency);
  return {
    perMonth: perMonthWords(monthly, currency),
    billed: interval === 'month' ? 'billed every month' : `${total} billed ${billedEvery[interval]}`,
    savingPercent: savingPercent(plan, interval),
    note: interval === 'month' ? yearlyNote(plan, currency) : savingNote(plan, price, monthly),
  };
}

// Rounded up to a cent, so that nobody pays more than was shown.
function perMonthWords(monthly: number, currency: string): string {
  return formatMoney(Math.ceil(monthly - 1e-9), currency);
}

function yearlyNote(plan: Plan, currency: string): string | null {
  const yearly = monthlyUnitAmount(plan, 'year');
  if (!yearly || savingPercent(plan, 'year') === 0) return null;
  return `${perMonthWords(yearly, currency)} a month when paid yearly`;
}

function savingNote(plan: Plan, { unitAmount, currency }: PlanPrice, monthly: number): string | null {
  const byMonth = monthlyUnitAmount(plan, 'month');
  const saved = byMonth ? Math.round((unitAmount / monthly) * byMonth) - unitAmount : 0;
  return saved > 0 ? `Saves ${formatMoney(saved, currency)} against paying monthly` : null;
}

const billedEvery: Record<Exclude<SoldInterval, 'month'>, string> = {
  six_months: 'every 6 months',
  year: 'once a year',
};

function actionFor({ id, prices }: Plan, viewer: Viewer): OfferAction {
  if (!viewer) return 'sign-up';
  if (viewer.planId === id) return 'current';
  if (!viewer.mayBuy || prices.length === 0) return 'none';
  if (!viewer.subscribed) return 'buy';
  return viewer.changeable ? 'change' : 'later';
}
