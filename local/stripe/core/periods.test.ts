import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundary, periodAt, type Recurrence } from './periods';

const at = (text: string) => Date.parse(text) / 1000;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19);

describe('boundary', () => {
  it('clamps to the end of short months and comes back to the anchor day', () => {
    const anchor = at('2027-01-31T10:30:00Z');
    const month: Recurrence = { interval: 'month', interval_count: 1 };
    expect([1, 2, 3, 13].map((index) => iso(boundary(anchor, month, index)))).toEqual([
      '2027-02-28T10:30:00',
      '2027-03-31T10:30:00',
      '2027-04-30T10:30:00',
      '2028-02-29T10:30:00',
    ]);
  });

  it('steps six months and leap years', () => {
    expect(iso(boundary(at('2027-08-31T00:00:00Z'), { interval: 'month', interval_count: 6 }, 1))).toBe(
      '2028-02-29T00:00:00',
    );
    expect(iso(boundary(at('2028-02-29T00:00:00Z'), { interval: 'year', interval_count: 1 }, 1))).toBe(
      '2029-02-28T00:00:00',
    );
    expect(iso(boundary(at('2028-02-29T00:00:00Z'), { interval: 'year', interval_count: 1 }, 4))).toBe(
      '2032-02-29T00:00:00',
    );
  });
});

describe('periodAt', () => {
  it('contains the moment, whatever the anchor and the rhythm', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
        fc.integer({ min: 0, max: 400_000_000 }),
        fc.constantFrom<Recurrence['interval']>('day', 'week', 'month', 'year'),
        fc.integer({ min: 1, max: 6 }),
        (anchor, later, interval, count) => {
          const { start, end } = periodAt(anchor, { interval, interval_count: count }, anchor + later);
          return start >= anchor && start <= anchor + later && anchor + later < end;
        },
      ),
    );
  });
});
