import type { SoldInterval } from '@/lib/billing/sold-intervals';
import { formatMoney } from '@/lib/plans';

/**
 * What one interval of a plan costs, in words. `note` tells what it saves against paying monthly or, for the monthly
 * price itself, what another interval would come to.
 */
export type OfferPrice = { perMonth: string; billed: string; savingPercent: number; note: string | null };

/** How an amount in minor units is billed at an interval. */
export function billedWords(total: number, currency: string, interval: SoldInterval): string {
  return interval === 'month'
    ? 'billed every month'
    : `${formatMoney(total, currency)} billed ${billedEvery[interval]}`;
}

const billedEvery: Record<Exclude<SoldInterval, 'month'>, string> = {
  six_months: 'every 6 months',
  year: 'once a year',
};
