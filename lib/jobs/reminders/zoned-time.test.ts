import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone, localDayOf, localTimeOf, momentOf } from './zoned-time';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham', 'Pacific/Apia'];
const moments = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('momentOf', () => {
  it.each([
    ['2026-11-26T08:30:00.000Z', { year: 2026, month: 11, day: 26, hour: 9, minute: 30 }, 'Europe/Berlin'],
    ['2026-06-01T07:00:00.000Z', { year: 2026, month: 6, day: 1, hour: 9, minute: 0 }, 'Europe/Berlin'],
    ['2026-12-01T14:00:00.000Z', { year: 2026, month: 11, day: 31, hour: 9, minute: 0 }, 'America/New_York'],
    // Skipped in spring: an hour later. Shown twice in autumn: the first.
    ['2026-03-29T01:30:00.000Z', { year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, 'Europe/Berlin'],
    ['2026-10-25T00:30:00.000Z', { year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, 'Europe/Berlin'],
  ])('is %s for %j in %s', (expected, local, zone) => {
    expect(momentOf(local, zone).toISOString()).toBe(expected);
  });

  it('is what localTimeOf reads, in every zone, to the minute', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
        const local = localTimeOf(moment, zone);
        expect(localTimeOf(momentOf(local, zone), zone)).toEqual(local);
      }),
    );
  });

  it('never differs by more than the hour that a clock shows twice', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
        const minute = Math.floor(moment.getTime() / 60_000) * 60_000;
        const off = minute - momentOf(localTimeOf(moment, zone), zone).getTime();
        expect(off).toBeGreaterThanOrEqual(0);
        expect(off).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});

it('a day is that of the zone', () => {
  expect(localDayOf(new Date('2026-11-26T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-27');
  expect(localDayOf(new Date('2026-11-26T23:30:00Z'), 'America/New_York')).toBe('2026-11-26');
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+5', true],
  ['+01:00', false],
  ['Europe/Nowhere', false],
  ['', false],
  ["UTC'; drop table app.users", false],
  ['A'.repeat(65), false],
])('given the name “%s”, it is a time zone: %s', (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});
