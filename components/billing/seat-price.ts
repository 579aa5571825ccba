import { cataloguePrices } from '@/lib/billing/catalogue-prices';
import { sellsSeats } from '@/lib/billing/sells-seats';
import { isSold, type SoldInterval } from '@/lib/billing/sold-intervals';
import { formatMoney, monthsOf, type Plan } from '@/lib/plans';
import { billedWords, type OfferPrice } from './offer-price';

/** Seats that can be added to a plan. Amounts are in minor units of `currency` per interval. */
export type SeatOffer = {
  /** How many the plan includes. */
  included: number;
  currency: string;
  amounts: Partial<Record<SoldInterval, { plan: number; seat: number }>>;
};

/** The extra seats that a plan sells; null when it sells none. */
export function seatOffer(plan: Plan): SeatOffer | null {
  const included = plan.limits.seats.limit;
  if (!sellsSeats(plan) || included === null) return null;
  const seats = cataloguePrices(plan).filter(({ part, currency }) => part === 'seat' && currency === 'usd');
  return {
    included,
    currency: 'usd',
    amounts: Object.fromEntries(
      seats.flatMap(({ interval, unitAmount }) => {
        const price = plan.prices.find((each) => each.interval === interval && each.currency === 'usd');
        return price && isSold(interval)
          ? [[interval, { plan: price.unitAmount, seat: Number(unitAmount) }]]
          : [];
      }),
    ),
  };
}

/** What a plan costs with so many extra seats. What it saves against paying monthly is told for the plan alone. */
export function withSeats(
  price: OfferPrice | undefined,
  { amounts, currency }: SeatOffer,
  interval: SoldInterval,
  seats: number,
): OfferPrice | undefined {
  const amount = amounts[interval];
  if (!price || !amount || seats === 0) return price;
  const total = amount.plan + seats * amount.seat;
  return {
    ...price,
    perMonth: perMonthWords(total / monthsOf[interval], currency),
    billed: billedWords(total, currency, interval),
    note: `With ${seats} extra ${seats === 1 ? 'seat' : 'seats'}`,
  };
}

/** What one extra seat costs at an interval, such as "$5 a month each"; null where none is sold. */
export function seatPriceWords({ amounts, currency }: SeatOffer, interval: SoldInterval): string | null {
  const amount = amounts[interval];
  return amount ? `${perMonthWords(amount.seat / monthsOf[interval], currency)} a month each` : null;
}

/** An amount per month, rounded up to a cent, so that nobody pays more than was shown. */
export function perMonthWords(monthly: number, currency: string): string {
  return formatMoney(Math.ceil(monthly - 1e-9), currency);
}
