import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysFrom, spansOf } from './days';

describe('days', () => {
  it('are those of UTC', () => {
    expect(dayOf(new Date('2026-03-01T00:30:00+01:00'))).toBe('2026-02-28');
  });

  it('follow one another over the ends of months, years and February', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysFrom('2026-02-27', '2026-03-02')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(daysFrom('2026-02-27', '2026-02-26')).toEqual([]);
  });

  it('make up spans, each no longer than it may be', () => {
    const days = [...daysFrom('2026-01-01', '2026-01-05'), '2026-01-07'];
    expect(spansOf(days, 3)).toEqual([
      { from: '2026-01-01', to: '2026-01-03' },
      { from: '2026-01-04', to: '2026-01-05' },
      { from: '2026-01-07', to: '2026-01-07' },
    ]);
    expect(spansOf([], 3)).toEqual([]);
  });
});
