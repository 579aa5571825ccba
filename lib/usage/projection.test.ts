import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectionOf } from './projection';

const november = {
  used: 500,
  limit: 1000,
  period: 'month' as const,
  start: new Date('2026-11-01T00:00:00Z'),
  end: new Date('2026-12-01T00:00:00Z'),
  now: new Date('2026-11-11T00:00:00Z'),
};

describe('projectionOf', () => {
  it('given half the limit after ten of thirty days, it is reached after twenty', () => {
    expect(projectionOf(november)).toEqual({ expected: 1500, reachesLimitAt: '2026-11-21T00:00:00.000Z' });
  });

  it('given a pace that stays below the limit, it says what will have been used', () => {
    expect(projectionOf({ ...november, used: 300 })).toEqual({ expected: 900, reachesLimitAt: null });
  });

  it('given a pace that comes to exactly the limit, it is not reached before the period ends', () => {
    expect(projectionOf({ ...november, limit: 1500 })).toEqual({ expected: 1500, reachesLimitAt: null });
  });

  it('given somebody who began in mid-period, the pace is theirs since then', () => {
    const start = new Date('2026-11-06T00:00:00Z');
    expect(projectionOf({ ...november, start })?.reachesLimitAt).toBe('2026-11-16T00:00:00.000Z');
  });

  it.each([
    ['no limit', { limit: null }],
    ['a limit that is reached', { used: 1000 }],
    ['a limit that is passed', { used: 1100 }],
    ['nothing used', { used: 0 }],
    ['less than two days', { now: new Date('2026-11-02T23:00:00Z') }],
    ['less than a tenth of the period', { now: new Date('2026-11-03T12:00:00Z') }],
    ['a moment after the period', { now: new Date('2026-12-01T00:00:00Z') }],
    ['what never resets', { period: 'total' as const, end: null }],
    ['a day', { period: 'day' as const }],
  ])('says nothing given %s', (_, other) => {
    expect(projectionOf({ ...november, ...other })).toBeNull();
  });

  it('reaches the limit between now and the end of the period, and only when more than the limit is expected', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 30 * 86_400_000 }),
        (used, limit, elapsed) => {
          const now = new Date(november.start.getTime() + elapsed);
          const projection = projectionOf({ ...november, used, limit, now });
          if (!projection) return;
          const { reachesLimitAt, expected } = projection;
          expect(expected).toBeGreaterThanOrEqual(used);
          if (reachesLimitAt === null) expect(expected).toBeLessThanOrEqual(limit);
          else {
            expect(expected).toBeGreaterThanOrEqual(limit);
            expect(Date.parse(reachesLimitAt)).toBeGreaterThanOrEqual(now.getTime() - 1);
            expect(Date.parse(reachesLimitAt)).toBeLessThanOrEqual(november.end.getTime());
          }
        },
      ),
    );
  });
});
