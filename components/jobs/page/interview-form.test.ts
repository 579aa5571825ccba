import { afterEach, beforeEach, expect, test } from 'vitest';
import { lengthsWith, lengthWords, readInterview } from './interview-form';

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = 'Europe/Oslo';
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('given a filled-in form, its times are those of the own clock and the end is after the start', () => {
  expect(readInterview(form({ startsAt: '2030-05-04T11:00', minutes: '90', location: ' ' }))).toEqual({
    input: {
      kind: 'video',
      startsAt: '2030-05-04T09:00:00.000Z',
      endsAt: '2030-05-04T10:30:00.000Z',
      location: null,
      notes: null,
    },
  });
});

test('given an hour in the night when the clock is set back, it lasts as long as it says', () => {
  const read = readInterview(form({ startsAt: '2030-10-27T01:30', minutes: '120' }));
  expect(read).toMatchObject({
    input: { startsAt: '2030-10-26T23:30:00.000Z', endsAt: '2030-10-27T01:30:00.000Z' },
  });
});

test('given no time, it says so', () => {
  expect(readInterview(form({ startsAt: '' }))).toEqual({ errors: { startsAt: expect.any(String) } });
});

test('given a year that nobody means, it says so at the time', () => {
  expect(readInterview(form({ startsAt: '1030-05-04T11:00' }))).toMatchObject({
    errors: { startsAt: expect.stringContaining('2000') },
  });
});

test('a length that an interview has already can be chosen again', () => {
  expect(lengthsWith(50)).toContain(50);
  expect(lengthsWith(60).filter((minutes) => minutes === 60)).toHaveLength(1);
});

test.each([
  [45, '45 minutes'],
  [60, '1 hour'],
  [90, '1 hour 30 minutes'],
  [480, '8 hours'],
])('%i minutes are %s', (minutes, words) => {
  expect(lengthWords(minutes)).toBe(words);
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ kind: 'video', minutes: '60', ...fields }))
    data.set(name, value);
  return data;
}
