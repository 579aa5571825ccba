import { describe, expect, it } from 'vitest';
import { rangeIn, statisticsUrl } from './statistics-url';
import { dayWords, lengthWords, percent, shareOf } from './statistics-words';

describe('words', () => {
  it.each([
    [0, 'under an hour'],
    [3_599, 'under an hour'],
    [3_600, '1 hour'],
    [30 * 3_600, '30 hours'],
    [36 * 3_600, '1.5 days'],
    [86_400 * 3, '3 days'],
    [86_400 * 24.6, '25 days'],
    [86_400 * 70, '10 weeks'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(lengthWords(seconds)).toBe(words);
  });

  it('tell shares, and none of nothing', () => {
    expect(percent(shareOf(1, 3))).toBe('33%');
    expect(percent(shareOf(0, 0))).toBe('–');
  });

  it('tell a day of the calendar, wherever it is read', () => {
    expect(dayWords({ date: '2026-03-01', saved: 4, applied: 1, moved: 2 })).toBe(
      'Sunday, March 1, 2026: 1 application, 2 moves',
    );
    expect(dayWords({ date: '2026-03-02', saved: 4, applied: 0, moved: 0 })).toBe(
      'Monday, March 2, 2026: nothing',
    );
  });
});

describe('the address', () => {
  it('has the range, and leads back to it', () => {
    expect(statisticsUrl('12m')).toBe('/jobs/statistics?range=12m');
    expect(rangeIn({ range: '12m' })).toBe('12m');
    expect(statisticsUrl('90d')).toBe('/jobs/statistics');
  });

  it('is not led astray by what it does not know', () => {
    for (const range of ['13m', ['12m'], undefined]) expect(rangeIn({ range })).toBe('90d');
  });
});
