import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeTiming, type Standing } from './change-timing';
import { soldIntervals } from './sold-intervals';

const at = (rank: number, interval: Standing['interval'] = 'month', extraSeats = 0): Standing => ({
  rank,
  interval,
  extraSeats,
});
const standing = fc.record({
  rank: fc.integer({ min: 1, max: 4 }),
  interval: fc.constantFrom(...soldIntervals),
  extraSeats: fc.integer({ min: 0, max: 50 }),
});

describe('changeTiming', () => {
  it.each([
    ['a higher plan', at(1), at(2), 'now'],
    ['a higher plan by a shorter interval', at(1, 'year'), at(2, 'month'), 'now'],
    ['a higher plan with fewer seats', at(3, 'month', 5), at(4), 'now'],
    ['a longer interval', at(2), at(2, 'year'), 'now'],
    ['more seats', at(3), at(3, 'month', 2), 'now'],
    ['a lower plan', at(2), at(1), 'at_period_end'],
    ['a lower plan by a longer interval', at(2), at(1, 'year'), 'at_period_end'],
    ['a shorter interval', at(2, 'six_months'), at(2), 'at_period_end'],
    ['fewer seats', at(3, 'month', 3), at(3, 'month', 2), 'at_period_end'],
    ['a longer interval with fewer seats', at(3, 'month', 3), at(3, 'year'), 'at_period_end'],
    ['more seats by a shorter interval', at(3, 'year'), at(3, 'month', 9), 'at_period_end'],
    ['nothing', at(3, 'year', 4), at(3, 'year', 4), 'same'],
  ] as const)('%s: %o → %o is %s', (_what, from, to, expected) => {
    expect(changeTiming(from, to)).toBe(expected);
  });

  it('is the same exactly when nothing differs', () => {
    fc.assert(
      fc.property(standing, standing, (from, to) => {
        const isEqual =
          from.rank === to.rank && from.interval === to.interval && from.extraSeats === to.extraSeats;
        expect(changeTiming(from, to) === 'same').toBe(isEqual);
      }),
    );
  });

  it('never holds at once in both directions, so that nobody goes up and back for nothing', () => {
    fc.assert(
      fc.property(standing, standing, (from, to) => {
        expect([changeTiming(from, to), changeTiming(to, from)]).not.toEqual(['now', 'now']);
      }),
    );
  });

  it('holds at once only for a higher plan or for what is nowhere less', () => {
    fc.assert(
      fc.property(standing, standing, (from, to) => {
        if (changeTiming(from, to) !== 'now' || to.rank > from.rank) return;
        expect(to.rank).toBe(from.rank);
        expect(to.extraSeats).toBeGreaterThanOrEqual(from.extraSeats);
        expect(soldIntervals.indexOf(to.interval)).toBeGreaterThanOrEqual(
          soldIntervals.indexOf(from.interval),
        );
      }),
    );
  });
});
