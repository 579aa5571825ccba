import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingOf, usedAt, waitMs, windowAt } from './sliding-window';

const minute = { limit: 10, windowMs: 60_000 };
/** The beginning of a window. */
const start = 1_800_000_000_000;

describe('a sliding window', () => {
  it('counts of the window before what share of it is still within reach', () => {
    expect(usedAt(minute, { current: 0, previous: 10 }, start)).toBe(10);
    expect(usedAt(minute, { current: 0, previous: 10 }, start + 30_000)).toBe(5);
    expect(usedAt(minute, { current: 3, previous: 10 }, start + 59_999)).toBe(3);
    expect(windowAt(60_000, start + 15_000)).toEqual({ index: start / 60_000, weight: 0.75 });
  });

  it('says how long to wait: until enough of the window before is out of reach', () => {
    expect(waitMs(minute, { current: 0, previous: 10 }, start)).toBe(1);
    expect(waitMs(minute, { current: 5, previous: 10 }, start)).toBe(30_001);
    expect(waitMs(minute, { current: 10, previous: 0 }, start + 50_000)).toBe(10_001);
    expect(waitMs({ ...minute, limit: 5 }, { current: 10, previous: 0 }, start + 50_000)).toBe(40_001);
    expect(waitMs(minute, { current: 9, previous: 0 }, start)).toBe(0);
  });

  it('lets pass after that wait, and not a moment before, whatever was counted', () => {
    const counted = fc.record({
      limit: fc.integer({ min: 1, max: 200 }),
      current: fc.integer({ min: 0, max: 300 }),
      previous: fc.integer({ min: 0, max: 300 }),
      at: fc.integer({ min: 0, max: 59_999 }),
    });
    fc.assert(
      fc.property(counted, ({ limit, current, previous, at }) => {
        const window = { limit, windowMs: 60_000 };
        const used = (ms: number) => {
          const inNext = ms >= 60_000;
          return usedAt(
            window,
            inNext ? { current: 0, previous: current } : { current, previous },
            start + ms,
          );
        };
        const wait = waitMs(window, { current, previous }, start + at);
        expect(used(at + wait)).toBeLessThan(limit);
        if (wait > 2) expect(used(at + wait - 2)).toBeGreaterThanOrEqual(limit);
      }),
    );
  });

  it('with a limit of zero lets none pass, and says a time all the same', () => {
    expect(waitMs({ limit: 0, windowMs: 60_000 }, { current: 0, previous: 0 }, start)).toBeGreaterThan(0);
  });

  it('tells how it stands', () => {
    expect(standingOf(minute, { current: 4, previous: 0 }, true, start + 45_000)).toEqual({
      ...minute,
      passed: true,
      remaining: 6,
      seconds: 15,
    });
    expect(standingOf(minute, { current: 10, previous: 0 }, false, start + 50_000)).toEqual({
      ...minute,
      passed: false,
      remaining: 0,
      seconds: 11,
    });
  });
});
