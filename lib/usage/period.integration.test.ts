import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import type { QuotaPeriod } from '@/lib/plans';
import { periodOf } from './period';

afterAll(disconnect);

type Case = { period: QuotaPeriod; at: Date; anchor: Date | null };

describe('the database’s periods', () => {
  const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  // Days at the end of a month are where the two could differ.
  const monthEnd = fc
    .tuple(
      fc.integer({ min: 2000, max: 2099 }),
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 27, max: 32 }),
      fc.integer({ min: 0, max: 86_399_999 }),
    )
    .map(([year, month, day, ms]) => new Date(Date.UTC(year, month, day) + ms));
  const anyMoment = fc.oneof(moment, monthEnd);
  const anyCase: fc.Arbitrary<Case> = fc.record({
    period: fc.constantFrom<QuotaPeriod>('total', 'day', 'week', 'month'),
    at: anyMoment,
    anchor: fc.option(anyMoment),
  });

  it.each(['UTC', 'America/New_York', 'Pacific/Auckland'])(
    'are the same as ours, also in a session that lives in %s',
    async (zone) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyCase, { minLength: 50, maxLength: 100 }), async (cases) => {
          expect(await inDatabase(cases, zone)).toEqual(
            cases.map(({ period, at, anchor }) => periodOf(period, at, anchor)),
          );
        }),
        { numRuns: 20 },
      );
    },
  );
});

async function inDatabase(cases: Case[], zone: string) {
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  const rows = await asService('test.periods', async (tx) => {
    await tx.$queryRaw`select set_config('TimeZone', ${zone}, true)`;
    return tx.$queryRaw<{ start: number; end: number | null }[]>`
      select (extract(epoch from w.period_start) * 1000)::float8 as start,
             (extract(epoch from w.period_end) * 1000)::float8 as end
      from jsonb_to_recordset(${JSON.stringify(cases.map(({ period, at, anchor }, i) => ({ i, period, at: iso(at), anchor: iso(anchor) })))}::jsonb)
        as c (i integer, period app.quota_period, at timestamptz, anchor timestamptz)
      cross join lateral app.period_of(c.period, c.anchor, c.at) w
      order by c.i`;
  });
  return rows.map(({ start, end }) => ({ start: new Date(start), end: end === null ? null : new Date(end) }));
}
