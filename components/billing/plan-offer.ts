import type { SoldInterval } from '@/lib/billing/sold-intervals';
import { soldIntervals } from '@/lib/billing/sold-intervals';
import {
  formatMoney,
  limitWords,
  monthlyUnitAmount,
  type Plan,
  type PlanId,
  type PlanPrice,
  planIds,
  savingPercent,
} from '@/lib/plans';
import { featuresOf } from './feature-words';
import { offeredMetrics } from './limit-words';
import { billedWords, type OfferPrice } from './offer-price';
import { overageWords } from './overage-words';
import { perMonthWords, type SeatOffer, seatOffer } from './seat-price';

/** Who looks at the prices: null for somebody who is not signed in. */
export type Viewer = {
  /** Null for a session whose account is closed to it: trying to buy tells why. */
  planId: PlanId | null;
  /** Whether a live subscription exists, in whatever state. */
  subscribed: boolean;
  /** Whether that subscription can be changed to another plan now. */
  changeable: boolean;
  /** Whether that subscription takes money again if nothing is done. */
  renews: boolean;
  /** The plan that is owned for good. */
  lifetimePlanId: PlanId | null;
  /** Whether the viewer may buy for the organization. */
  mayBuy: boolean;
} | null;

/**
 * What a viewer can do about a plan. A second subscription beside a live one cannot be bought: `change` leads to the change of
 * that one, and `later` is for when it is in order again. What is owned for good needs no subscription.
 */
export type OfferAction = 'sign-up' | 'buy' | 'current' | 'owned' | 'change' | 'later' | 'none';

/**
 * What a viewer can do about buying a plan for good: `cancel-first` while a subscription renews that would be paid beside
 * it.
 */
export type LifetimeAction = 'sign-up' | 'buy' | 'cancel-first' | 'none';

/** A plan as the pricing page shows it. */
export type PlanOffer = {
  planId: PlanId;
  name: string;
  gives: string[];
  /** Undefined for intervals that the plan is not sold for; empty for a plan that costs nothing. */
  prices: Partial<Record<SoldInterval, OfferPrice>>;
  action: OfferAction;
  /** Null for a plan that is not sold for good. */
  lifetime: { price: string; action: LifetimeAction } | null;
  /** Null for a plan that sells no extra seats. */
  seats: SeatOffer | null;
  /** What use above the limits costs; null where none is billed. */
  overage: string | null;
};

/** What a plan gives and costs, and what the viewer can do about it. Shown are the limits that the product counts and the features that it has. */
export function planOffer(plan: Plan, viewer: Viewer): PlanOffer {
  return {
    planId: plan.id,
    name: plan.name,
    gives: [
      ...offeredMetrics.map((metric) => limitWords(metric, plan.limits[metric].limit)),
      ...featuresOf(plan),
    ],
    prices: Object.fromEntries(
      soldIntervals.flatMap((interval) => {
        const price = offerPrice(plan, interval);
        return price ? [[interval, price]] : [];
      }),
    ),
    action: actionFor(plan, viewer),
    lifetime: lifetimeOffer(plan, viewer),
    seats: seatOffer(plan),
    overage: overageWords(plan),
  };
}

function offerPrice(plan: Plan, interval: SoldInterval): OfferPrice | undefined {
  const price = plan.prices.find((each) => each.interval === interval);
  const monthly = monthlyUnitAmount(plan, interval);
  if (!price || !monthly) return undefined;
  const { currency, unitAmount } = price;
  return {
    perMonth: perMonthWords(monthly, currency),
    billed: billedWords(unitAmount, currency, interval),
    savingPercent: savingPercent(plan, interval),
    note: interval === 'month' ? yearlyNote(plan, currency) : savingNote(plan, price, monthly),
  };
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

function actionFor({ id, prices }: Plan, viewer: Viewer): OfferAction {
  if (!viewer) return 'sign-up';
  if (viewer.lifetimePlanId === id) return 'owned';
  if (viewer.planId === id) return 'current';
  if (isOwned(id, viewer)) return 'none';
  if (!viewer.mayBuy || prices.length === 0) return 'none';
  if (!viewer.subscribed) return 'buy';
  return viewer.changeable ? 'change' : 'later';
}

function lifetimeOffer({ id, prices }: Plan, viewer: Viewer): PlanOffer['lifetime'] {
  const price = prices.find(({ interval }) => interval === 'lifetime');
  if (!price) return null;
  return { price: formatMoney(price.unitAmount, price.currency), action: lifetimeAction(id, viewer) };
}

function lifetimeAction(id: PlanId, viewer: Viewer): LifetimeAction {
  if (!viewer) return 'sign-up';
  if (!viewer.mayBuy || viewer.lifetimePlanId !== null) return 'none';
  // Who has a better plan has no use for it.
  if (viewer.planId !== null && planIds.indexOf(viewer.planId) > planIds.indexOf(id)) return 'none';
  return viewer.renews ? 'cancel-first' : 'buy';
}

/** Whether what is owned for good gives as much as a plan. */
function isOwned(id: PlanId, { lifetimePlanId }: NonNullable<Viewer>): boolean {
  return lifetimePlanId !== null && planIds.indexOf(id) <= planIds.indexOf(lifetimePlanId);
}
