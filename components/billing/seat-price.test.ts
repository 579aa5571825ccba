import { describe, expect, it } from 'vitest';
import { catalogue, type PlanId } from '@/lib/plans';
import { overageWords } from './overage-words';
import { planOffer } from './plan-offer';
import { seatOffer, seatPriceWords, withSeats } from './seat-price';

const plan = (id: PlanId) => {
  const found = catalogue.plans.find((each) => each.id === id);
  if (!found) throw new Error(`no plan ${id}`);
  return found;
};
const offer = planOffer(plan('team'), null);
const price = (interval: 'month' | 'six_months' | 'year', seats: number) =>
  offer.seats && withSeats(offer.prices[interval], offer.seats, interval, seats);

describe('seats', () => {
  it('are sold by Team alone, beyond those that it includes', () => {
    expect(offer.seats).toMatchObject({ included: 25, amounts: { month: { plan: 9900, seat: 500 } } });
    expect(seatOffer(plan('pro'))).toBeNull();
    expect(seatOffer(plan('enterprise'))).toBeNull();
  });

  it('raise the price at every interval by what Stripe will charge', () => {
    expect(price('month', 3)).toMatchObject({ perMonth: '$114', note: 'With 3 extra seats' });
    expect(price('year', 1)).toMatchObject({
      perMonth: '$83.20',
      billed: '$998.40 billed once a year',
      note: 'With 1 extra seat',
    });
    expect(price('six_months', 2)).toMatchObject({ billed: '$588.60 billed every 6 months' });
    expect(price('month', 0)).toEqual(offer.prices.month);
  });

  it('tell what each costs', () => {
    expect(offer.seats && seatPriceWords(offer.seats, 'month')).toBe('$5 a month each');
    expect(offer.seats && seatPriceWords(offer.seats, 'year')).toBe('$4 a month each');
  });
});

describe('overageWords', () => {
  it('tells what use above the limits costs, to the fraction of a cent', () => {
    expect(overageWords(plan('team'))).toBe(
      'Use above what is included is billed afterwards: $0.10 per run, $0.01 per 1,000 AI tokens, $0.001 per API call, $0.50 per GB stored.',
    );
    expect(overageWords(plan('enterprise'))).toContain('$0.0005 per API call');
    expect(overageWords(plan('pro'))).toBeNull();
  });
});
