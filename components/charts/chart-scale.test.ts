import { describe, expect, it } from 'vitest';
import { barsOf, columnsOf, columnValue, rangeOf } from './chart-scale';

describe('barsOf', () => {
  it('puts parts on one another, and hangs what is lost below zero', () => {
    const bars = barsOf([{ values: [3] }, { values: [-2] }, { values: [4] }, { values: [-1] }], true);
    expect(bars).toEqual([
      { column: 0, series: 0, from: 0, to: 3 },
      { column: 0, series: 1, from: 0, to: -2 },
      { column: 0, series: 2, from: 3, to: 7 },
      { column: 0, series: 3, from: -2, to: -3 },
    ]);
  });

  it('draws the longest first where all stand on zero, so that none is hidden', () => {
    const bars = barsOf([{ values: [3] }, { values: [9] }], false);
    expect(bars.map(({ series }) => series)).toEqual([1, 0]);
  });

  it('draws nothing of what is nothing or not known', () => {
    expect(barsOf([{ values: [0, null, 1] }], true)).toEqual([{ column: 2, series: 0, from: 0, to: 1 }]);
  });
});

describe('rangeOf', () => {
  it.each([
    [[7], { low: 0, high: 10 }],
    [[12], { low: 0, high: 20 }],
    [[100], { low: 0, high: 100 }],
    [[2400], { low: 0, high: 2500 }],
    [[0.3], { low: 0, high: 0.5 }],
    [[40, -130], { low: -200, high: 50 }],
    [[-3], { low: -5, high: 0 }],
    [[], { low: 0, high: 1 }],
  ])('of %j is %o', (ends, range) => {
    const found = rangeOf(ends.map((to) => ({ from: 0, to })));
    expect(found.low).toBeCloseTo(range.low);
    expect(found.high).toBeCloseTo(range.high);
  });
});

describe('columns', () => {
  it('are days, or weeks that end with today where there are many', () => {
    expect(columnsOf(30)).toHaveLength(30);
    const weeks = columnsOf(365);
    expect(weeks).toHaveLength(53);
    expect(weeks[0]).toEqual({ from: 0, to: 1 });
    expect(weeks.at(-1)).toEqual({ from: 358, to: 365 });
  });

  it('come to what the kind of figure says', () => {
    const week = { from: 0, to: 4 };
    const values = [1, null, 5, 3];
    expect(columnValue(values, week, 'level')).toBe(3);
    expect(columnValue(values, week, 'sum')).toBe(9);
    expect(columnValue(values, week, 'mean')).toBe(3);
    expect(columnValue(values, week, 'worst')).toBe(5);
    expect(columnValue([null, null], { from: 0, to: 2 }, 'sum')).toBeNull();
  });
});
