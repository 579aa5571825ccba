import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextTime } from './next-time';
import { localTimeOf } from './zoned-time';

const day = (text: string) => new Date(text);

it.each([
  ['2026-12-03T08:00:00.000Z', '2026-11-26T08:00:00Z', 7, '2026-11-26T09:15:00Z', 'done soon after'],
  ['2026-12-03T08:00:00.000Z', '2026-11-26T08:00:00Z', 7, '2026-11-25T09:15:00Z', 'done before its time'],
  ['2026-12-17T08:00:00.000Z', '2026-11-26T08:00:00Z', 7, '2026-12-11T12:00:00Z', 'done two weeks late'],
  [
    '2026-10-25T09:00:00.000Z',
    '2026-10-24T08:00:00Z',
    1,
    '2026-10-24T08:01:00Z',
    'across the end of summer time',
  ],
])('is %s after %s, every %i days, at %s: %s', (expected, at, everyDays, now) => {
  expect(nextTime(day(at), everyDays, 'Europe/Berlin', day(now)).toISOString()).toBe(expected);
});

it('is in the future, later than before, within one rhythm and an hour, at the same time of day', () => {
  const moments = fc.date({ min: day('2024-01-01'), max: day('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, moments, fc.integer({ min: 1, max: 90 }), (at, now, everyDays) => {
      const next = nextTime(at, everyDays, 'Europe/Berlin', now);
      const latest = Math.max(at.getTime(), now.getTime()) + everyDays * 86_400_000 + 3_600_000;
      expect(next.getTime()).toBeGreaterThan(Math.max(now.getTime(), at.getTime()));
      expect(next.getTime()).toBeLessThanOrEqual(latest);
      const [one, other] = [localTimeOf(at, 'Europe/Berlin'), localTimeOf(next, 'Europe/Berlin')];
      // An hour that the clock skips that day is the one exception.
      if (one.hour !== 2) expect([other.hour, other.minute]).toEqual([one.hour, one.minute]);
    }),
  );
});
