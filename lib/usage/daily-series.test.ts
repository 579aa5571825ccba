import { describe, expect, it } from 'vitest';
import { dailySeries } from './daily-series';

const span = { today: '2028-03-01', days: 3 };

describe('dailySeries', () => {
  it('has every day up to today, across a leap day, also those without use', () => {
    const known = new Map([
      ['2028-02-29', 4],
      ['2028-02-01', 9],
    ]);
    expect(dailySeries({ used: 13, period: 'month' }, known, span)).toEqual([
      { date: '2028-02-28', quantity: 0, level: null },
      { date: '2028-02-29', quantity: 4, level: null },
      { date: '2028-03-01', quantity: 0, level: null },
    ]);
  });

  it('reckons back what stood at the end of each day from what stands now', () => {
    const known = new Map([
      ['2028-02-28', 5],
      ['2028-02-29', -2],
      ['2028-03-01', 1],
    ]);
    const levels = dailySeries({ used: 8, period: 'total' }, known, span).map(({ level }) => level);
    expect(levels).toEqual([9, 7, 8]);
  });
});
