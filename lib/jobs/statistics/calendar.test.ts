import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeZoneNamed } from '../time-zone-named';
import { type DayFigures, mondayOf, weeksOf, withAllDays } from './calendar';
import { funnelOf, sumOf } from './funnel';

const day = (date: string, part: Partial<DayFigures> = {}): DayFigures => ({
  date,
  saved: 0,
  applied: 0,
  moved: 0,
  ...part,
});

describe('days', () => {
  it('are all there, also those on which nothing happened, over the end of a year', () => {
    expect(withAllDays([day('2025-12-31', { applied: 2 })], '2026-01-01', 3)).toEqual([
      day('2025-12-30'),
      day('2025-12-31', { applied: 2 }),
      day('2026-01-01'),
    ]);
  });

  it('come to weeks that begin on Mondays, and lose nothing', () => {
    expect(mondayOf('2026-11-26')).toBe('2026-11-23');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    const known = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 365 });
    fc.assert(
      fc.property(known, (counts) => {
        const days = withAllDays([], '2026-11-26', counts.length).map((each, index) => ({
          ...each,
          moved: counts[index] ?? 0,
        }));
        const weeks = weeksOf(days);
        const sum = (figures: readonly { moved: number }[]) =>
          figures.reduce((total, { moved }) => total + moved, 0);
        expect(sum(weeks)).toBe(sum(days));
        expect(weeks.map(({ from }) => from)).toEqual(weeks.map(({ from }) => mondayOf(from)).toSorted());
        expect(weeks.length).toBeLessThanOrEqual(Math.ceil(counts.length / 7) + 1);
      }),
    );
  });
});

describe('a funnel', () => {
  it('has no rate of nothing', () => {
    expect(funnelOf(sumOf([]))).toEqual({
      saved: 0,
      applied: 0,
      interviewing: 0,
      offer: 0,
      answered: 0,
      responseRate: null,
    });
  });

  it('has the answered share of the applications', () => {
    const group = { saved: 5, applied: 4, interviewing: 1, offer: 0, answered: 1 };
    expect(funnelOf(group).responseRate).toBe(0.25);
    expect(funnelOf(sumOf([group, { ...group, answered: 3 }])).responseRate).toBe(0.5);
  });
});

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['UTC', 'UTC'],
    ['Mars/Olympus', null],
    ['+02:00', null],
    ["UTC'; drop table app.users", null],
    ['', null],
  ])('%j is %j', (given, name) => {
    expect(timeZoneNamed(given)).toBe(name);
  });
});
