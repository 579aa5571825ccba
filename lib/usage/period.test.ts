import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuotaPeriod } from '@/lib/plans';
import { periodOf } from './period';

type Example = [
  what: string,
  period: QuotaPeriod,
  at: string,
  anchor: string | null,
  start: string,
  end: string | null,
];

const examples: Example[] = [
  ['a total never resets', 'total', '2026-11-26T10:00Z', '2026-01-31T10:00Z', '1970-01-01T00:00Z', null],

  ['a day is UTC’s', 'day', '2026-11-26T10:00Z', null, '2026-11-26T00:00Z', '2026-11-27T00:00Z'],
  [
    'its first moment belongs to it',
    'day',
    '2026-11-26T00:00Z',
    null,
    '2026-11-26T00:00Z',
    '2026-11-27T00:00Z',
  ],
  [
    'late evening in New York is UTC’s next day',
    'day',
    '2026-11-25T20:00-05:00',
    null,
    '2026-11-26T00:00Z',
    '2026-11-27T00:00Z',
  ],
  [
    'the day on which New York’s clocks go back has 24 hours',
    'day',
    '2026-11-01T12:00-05:00',
    null,
    '2026-11-01T00:00Z',
    '2026-11-02T00:00Z',
  ],
  ['a leap day', 'day', '2028-02-29T23:59:59.999Z', null, '2028-02-29T00:00Z', '2028-03-01T00:00Z'],
  [
    'an anchor says nothing about days',
    'day',
    '2026-11-26T10:00Z',
    '2026-11-20T15:30Z',
    '2026-11-26T00:00Z',
    '2026-11-27T00:00Z',
  ],

  ['a week begins on Monday', 'week', '2026-11-26T10:00Z', null, '2026-11-23T00:00Z', '2026-11-30T00:00Z'],
  [
    'Monday’s first moment begins it',
    'week',
    '2026-11-23T00:00Z',
    null,
    '2026-11-23T00:00Z',
    '2026-11-30T00:00Z',
  ],
  [
    'Sunday’s last moment ends it',
    'week',
    '2026-11-29T23:59:59.999Z',
    null,
    '2026-11-23T00:00Z',
    '2026-11-30T00:00Z',
  ],
  [
    'it runs across the year’s end',
    'week',
    '2027-01-02T00:00Z',
    null,
    '2026-12-28T00:00Z',
    '2027-01-04T00:00Z',
  ],

  [
    'a calendar month without an anchor',
    'month',
    '2026-11-26T10:00Z',
    null,
    '2026-11-01T00:00Z',
    '2026-12-01T00:00Z',
  ],
  [
    'of February in a leap year',
    'month',
    '2028-02-29T10:00Z',
    null,
    '2028-02-01T00:00Z',
    '2028-03-01T00:00Z',
  ],
  ['of December', 'month', '2026-12-31T23:59:59.999Z', null, '2026-12-01T00:00Z', '2027-01-01T00:00Z'],
  [
    'of UTC, though it is still October in Honolulu',
    'month',
    '2026-10-31T20:00-10:00',
    null,
    '2026-11-01T00:00Z',
    '2026-12-01T00:00Z',
  ],

  [
    'from the anchor on',
    'month',
    '2026-11-26T10:00Z',
    '2026-11-20T15:30Z',
    '2026-11-20T15:30Z',
    '2026-12-20T15:30Z',
  ],
  [
    'its very moment begins it',
    'month',
    '2026-12-20T15:30Z',
    '2026-11-20T15:30Z',
    '2026-12-20T15:30Z',
    '2027-01-20T15:30Z',
  ],
  [
    'a moment before is the one before',
    'month',
    '2026-12-20T15:29:59.999Z',
    '2026-11-20T15:30Z',
    '2026-11-20T15:30Z',
    '2026-12-20T15:30Z',
  ],
  [
    'earlier on the anchor’s day of the month',
    'month',
    '2026-12-20T09:00Z',
    '2026-11-20T15:30Z',
    '2026-11-20T15:30Z',
    '2026-12-20T15:30Z',
  ],

  [
    '31 January leads to 28 February',
    'month',
    '2027-02-10T00:00Z',
    '2027-01-31T08:00Z',
    '2027-01-31T08:00Z',
    '2027-02-28T08:00Z',
  ],
  [
    'which leads to 31 March',
    'month',
    '2027-03-01T00:00Z',
    '2027-01-31T08:00Z',
    '2027-02-28T08:00Z',
    '2027-03-31T08:00Z',
  ],
  [
    'and to 30 April',
    'month',
    '2027-04-15T00:00Z',
    '2027-01-31T08:00Z',
    '2027-03-31T08:00Z',
    '2027-04-30T08:00Z',
  ],
  [
    '31 January leads to 29 February in a leap year',
    'month',
    '2028-02-29T08:00Z',
    '2028-01-31T08:00Z',
    '2028-02-29T08:00Z',
    '2028-03-31T08:00Z',
  ],
  [
    '29 January leads to 28 February',
    'month',
    '2027-02-28T08:00Z',
    '2027-01-29T08:00Z',
    '2027-02-28T08:00Z',
    '2027-03-29T08:00Z',
  ],
  [
    'a leap day leads to the 29th',
    'month',
    '2028-03-10T00:00Z',
    '2028-02-29T08:00Z',
    '2028-02-29T08:00Z',
    '2028-03-29T08:00Z',
  ],
  [
    'and to 28 February a year later',
    'month',
    '2029-03-01T00:00Z',
    '2028-02-29T08:00Z',
    '2029-02-28T08:00Z',
    '2029-03-29T08:00Z',
  ],
  [
    'and to 29 February four years later',
    'month',
    '2032-03-01T00:00Z',
    '2028-02-29T08:00Z',
    '2032-02-29T08:00Z',
    '2032-03-29T08:00Z',
  ],

  [
    'the fourth month of a six-month subscription',
    'month',
    '2026-12-15T00:00Z',
    '2026-08-31T12:00Z',
    '2026-11-30T12:00Z',
    '2026-12-31T12:00Z',
  ],
  [
    'the second period of a six-month subscription',
    'month',
    '2027-03-15T00:00Z',
    '2026-08-31T12:00Z',
    '2027-02-28T12:00Z',
    '2027-03-31T12:00Z',
  ],
  [
    'the last month of an annual subscription',
    'month',
    '2027-07-30T00:00Z',
    '2026-07-31T00:00Z',
    '2027-06-30T00:00Z',
    '2027-07-31T00:00Z',
  ],
  [
    'the first month of its second year',
    'month',
    '2027-07-31T00:00Z',
    '2026-07-31T00:00Z',
    '2027-07-31T00:00Z',
    '2027-08-31T00:00Z',
  ],

  [
    'during a trial the anchor lies ahead',
    'month',
    '2026-11-26T10:00Z',
    '2026-12-01T09:00Z',
    '2026-11-01T09:00Z',
    '2026-12-01T09:00Z',
  ],
  [
    'before a trial that ends on a 31st',
    'month',
    '2027-03-26T10:00Z',
    '2027-03-31T09:00Z',
    '2027-02-28T09:00Z',
    '2027-03-31T09:00Z',
  ],
  [
    'long before the anchor',
    'month',
    '2026-01-15T00:00Z',
    '2027-03-31T09:00Z',
    '2025-12-31T09:00Z',
    '2026-01-31T09:00Z',
  ],

  [
    'before a change to a yearly plan, which moves the anchor',
    'month',
    '2026-11-26T09:59:59Z',
    '2026-11-10T00:00Z',
    '2026-11-10T00:00Z',
    '2026-12-10T00:00Z',
  ],
  [
    'after it, a month begins anew',
    'month',
    '2026-11-26T10:00:01Z',
    '2026-11-26T10:00Z',
    '2026-11-26T10:00Z',
    '2026-12-26T10:00Z',
  ],
  [
    'a change that keeps the anchor keeps the month',
    'month',
    '2026-11-26T10:00:01Z',
    '2026-11-10T00:00Z',
    '2026-11-10T00:00Z',
    '2026-12-10T00:00Z',
  ],
  [
    'after the subscription’s end, calendar months',
    'month',
    '2026-12-12T00:00Z',
    null,
    '2026-12-01T00:00Z',
    '2027-01-01T00:00Z',
  ],
];

it.each(examples)('%s: %s that holds %s from %s', (_, period, at, anchor, start, end) => {
  expect(periodOf(period, new Date(at), anchor === null ? null : new Date(anchor))).toEqual({
    start: new Date(start),
    end: end === null ? null : new Date(end),
  });
});

describe('any period', () => {
  const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const period = fc.constantFrom<QuotaPeriod>('day', 'week', 'month');
  const anchor = fc.option(moment);

  it('holds its moment', () => {
    fc.assert(
      fc.property(period, moment, anchor, (name, at, from) => {
        const { start, end } = periodOf(name, at, from);
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(end?.getTime()).toBeGreaterThan(at.getTime());
      }),
    );
  });

  it('is the same for all its moments, and the next begins where it ends', () => {
    fc.assert(
      fc.property(
        period,
        moment,
        anchor,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (name, at, from, share) => {
          const { start, end } = periodOf(name, at, from);
          if (!end) throw new Error('ends');
          const inside = new Date(
            start.getTime() + Math.floor((end.getTime() - start.getTime() - 1) * share),
          );
          expect(periodOf(name, inside, from)).toEqual({ start, end });
          expect(periodOf(name, end, from).start).toEqual(end);
          expect(periodOf(name, new Date(start.getTime() - 1), from).end).toEqual(start);
        },
      ),
    );
  });

  it('of a month begins at the anchor’s time, on its day or on the last one of a shorter month', () => {
    fc.assert(
      fc.property(moment, moment, (at, from) => {
        const { start } = periodOf('month', at, from);
        expect(start.getTime() % 86_400_000).toBe(from.getTime() % 86_400_000);
        const isLastDay = new Date(start.getTime() + 86_400_000).getUTCDate() === 1;
        if (start.getUTCDate() !== from.getUTCDate()) {
          expect([isLastDay, start.getUTCDate() < from.getUTCDate()]).toEqual([true, true]);
        }
      }),
    );
  });

  it('of a month is one of those that the anchor itself begins', () => {
    fc.assert(
      fc.property(moment, (from) => {
        expect(periodOf('month', from, from).start).toEqual(from);
      }),
    );
  });
});
