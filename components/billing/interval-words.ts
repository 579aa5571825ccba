import type { PriceInterval } from '@/lib/plans';

/** An interval as it stands on a switch. */
export const intervalLabel: Record<PriceInterval, string> = {
  month: 'Monthly',
  six_months: '6 months',
  year: 'Yearly',
  lifetime: 'Lifetime',
};

/** How often a price is paid, after its amount: "$29 per month". */
export const perInterval: Record<PriceInterval, string> = {
  month: 'per month',
  six_months: 'every 6 months',
  year: 'per year',
  lifetime: 'once',
};
