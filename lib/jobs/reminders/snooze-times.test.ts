import fc from 'fast-check';
import { expect, it } from 'vitest';
import { snoozeTimes } from './snooze-times';

const times = (now: string, zone = 'Europe/Berlin') =>
  snoozeTimes(new Date(now), zone).map(({ label, at }) => [label, at.toISOString()]);

it.each([
  [
    'on a Thursday morning',
    '2026-11-26T08:10:00Z',
    [
      ['Later today', '2026-11-26T11:00:00.000Z'],
      ['Tomorrow morning', '2026-11-27T08:00:00.000Z'],
      ['Next week', '2026-11-30T08:00:00.000Z'],
    ],
  ],
  [
    'in the evening, when today is as good as over',
    '2026-11-26T18:10:00Z',
    [
      ['Tomorrow morning', '2026-11-27T08:00:00.000Z'],
      ['Next week', '2026-11-30T08:00:00.000Z'],
    ],
  ],
  [
    'on a Sunday, when next week is tomorrow',
    '2026-11-29T08:40:00Z',
    [
      ['Later today', '2026-11-29T11:30:00.000Z'],
      ['Tomorrow morning', '2026-11-30T08:00:00.000Z'],
    ],
  ],
  [
    'on a Monday',
    '2026-11-30T08:40:00Z',
    [
      ['Later today', '2026-11-30T11:30:00.000Z'],
      ['Tomorrow morning', '2026-12-01T08:00:00.000Z'],
      ['Next week', '2026-12-07T08:00:00.000Z'],
    ],
  ],
])('%s', (_, now, expected) => {
  expect(times(now)).toEqual(expected);
});

it('is always yet to come, and each later than the one before', () => {
  const moments = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.constantFrom('UTC', 'America/New_York', 'Pacific/Chatham'), (now, zone) => {
      const order = [now.getTime(), ...snoozeTimes(now, zone).map(({ at }) => at.getTime())];
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(new Set(order).size).toBe(order.length);
    }),
  );
});
