import { afterEach, describe, expect, test } from 'vitest';
import { fromLocalInput, nextHour, toLocalInput } from './local-time';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe.each([
  ['Europe/Oslo', '2030-05-04T11:00'],
  ['America/New_York', '2030-05-04T05:00'],
  ['Asia/Kolkata', '2030-05-04T14:30'],
  ['Pacific/Auckland', '2030-05-04T21:00'],
])('in %s', (timeZone, shown) => {
  test('a moment is shown as the clock there has it, and read back as the same moment', () => {
    process.env.TZ = timeZone;
    const moment = new Date('2030-05-04T09:00:00Z');
    expect(toLocalInput(moment)).toBe(shown);
    expect(fromLocalInput(shown)).toEqual(moment);
  });
});

test('an hour of winter and one of summer keep their own offset', () => {
  process.env.TZ = 'Europe/Oslo';
  expect(fromLocalInput('2030-01-04T11:00')?.toISOString()).toBe('2030-01-04T10:00:00.000Z');
  expect(fromLocalInput('2030-07-04T11:00')?.toISOString()).toBe('2030-07-04T09:00:00.000Z');
});

test.each(['', '2030-05-04', 'tomorrow', '2030-13-40T10:00', '0203-05-04T25:00'])(
  '"%s" is no moment',
  (value) => {
    expect(fromLocalInput(value)).toBeNull();
  },
);

test('the first guess is a full hour of tomorrow', () => {
  process.env.TZ = 'UTC';
  expect(toLocalInput(nextHour(new Date('2030-05-04T09:20:30Z')))).toBe('2030-05-05T10:00');
});
