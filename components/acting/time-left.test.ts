import { expect, it } from 'vitest';
import { spokenTimeLeft, timeLeft } from './time-left';

it.each([
  [1_800_000, '30:00'],
  [1_625_000, '27:05'],
  [59_001, '1:00'],
  [59_000, '0:59'],
  [1, '0:01'],
  [0, '0:00'],
  [-5_000, '0:00'],
])('%i ms are shown as %s', (ms, shown) => {
  expect(timeLeft(ms)).toBe(shown);
});

it.each([
  [1_800_000, null],
  [300_001, null],
  [300_000, 'Five minutes left'],
  [120_000, 'Five minutes left'],
  [60_000, 'One minute left'],
  [0, null],
])('of %i ms %s is read out', (ms, words) => {
  expect(spokenTimeLeft(ms)).toBe(words);
});
