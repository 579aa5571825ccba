import { describe, expect, it } from 'vitest';
import { banEnd } from './ban-duration';

const now = new Date('2026-01-01T00:00:00Z');

describe('banEnd', () => {
  it.each([
    ['24h', '2026-01-02T00:00:00.000Z'],
    ['1h30m', '2026-01-01T01:30:00.000Z'],
    ['1.5h', '2026-01-01T01:30:00.000Z'],
    ['90s', '2026-01-01T00:01:30.000Z'],
    ['250ms', '2026-01-01T00:00:00.250Z'],
    ['876000h', '2125-12-08T00:00:00.000Z'],
    ['99999999999h', '9999-01-01T00:00:00.000Z'],
  ])('reads %s', (duration, end) => {
    expect(banEnd(duration, now)?.toISOString()).toBe(end);
  });

  it('lifts the ban on none', () => {
    expect(banEnd('none', now)).toBeNull();
  });

  it.each(['', 'forever', '5', '5d', '-5h', '5h x', '1h 30m'])('refuses %j', (duration) => {
    expect(() => banEnd(duration, now)).toThrow(/invalid format/);
  });
});
