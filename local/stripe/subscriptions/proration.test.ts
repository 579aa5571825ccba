import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Holding, prorations, remainingShare } from './proration';

const period = { start: 1_700_000_000, end: 1_700_000_000 + 30 * 86_400 };
const half = period.start + 15 * 86_400;
const held = (amount: number, price = `price_${amount}`, item = 'si_1'): Holding => ({
  item,
  price,
  quantity: 1,
  amount,
  period,
});
const sum = (before: Holding[], after: Holding[], at: number) =>
  prorations(before, after, at).reduce((total, { amount }) => total + amount, 0);

const moments = fc.integer({ min: period.start, max: period.end });
const amounts = fc.integer({ min: 0, max: 100_000_000 });

describe('prorations', () => {
  it('credit the old and charge the new for the rest of the period', () => {
    const lines = prorations([held(2900)], [held(9900)], half);
    expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['credit', -1450],
      ['charge', 4950],
    ]);
    expect(lines.every(({ period: span }) => span.start === half && span.end === period.end)).toBe(true);
  });

  it('leave unchanged items alone, charge added ones and credit removed ones', () => {
    const stays = held(1000, 'price_s', 'si_s');
    expect(sum([stays], [stays, held(500, 'price_n', 'si_n')], half)).toBe(250);
    expect(sum([stays, held(500, 'price_n', 'si_n')], [stays], half)).toBe(-250);
  });

  it('come to nothing when a change is taken back at the same moment', () => {
    fc.assert(
      fc.property(amounts, amounts, moments, (a, b, at) => {
        expect(sum([held(a)], [held(b, 'price_b')], at) + sum([held(b, 'price_b')], [held(a)], at)).toBe(0);
      }),
    );
  });

  it('cost the whole difference at the start and nothing at the end', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        expect(sum([held(a, 'price_a')], [held(b, 'price_b')], period.start)).toBe(b - a);
        expect(sum([held(a, 'price_a')], [held(b, 'price_b')], period.end)).toBe(0);
      }),
    );
  });
});

describe('remainingShare', () => {
  it('is within half a unit of the exact share, and never grows with time', () => {
    fc.assert(
      fc.property(amounts, moments, moments, (amount, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const share = remainingShare(amount, period, early);
        const exact = (amount / (period.end - period.start)) * (period.end - early);
        expect(Math.abs(share - exact)).toBeLessThanOrEqual(0.5 + 1e-6 * amount);
        expect(remainingShare(amount, period, late)).toBeLessThanOrEqual(share);
      }),
    );
  });

  it('keeps what is past and what is left together, to one unit', () => {
    fc.assert(
      fc.property(amounts, moments, (amount, at) => {
        const mirrored = period.start + period.end - at;
        const both = remainingShare(amount, period, at) + remainingShare(amount, period, mirrored);
        expect(Math.abs(both - amount)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
