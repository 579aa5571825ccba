import { describe, expect, it } from 'vitest';
import type { DayFigure } from './day-figure';
import type { FigureId } from './figures';
import { type Counted, summarise } from './summarise';

const days = ['2026-03-01', '2026-03-02', '2026-03-03'];
const nothing: Counted = { isWhole: false, hasLast: false, days: 0, numbers: [] };

function told(figure: FigureId, numbers: DayFigure[], before = nothing, counted = days) {
  const { figures } = summarise({
    days,
    numbers,
    countedDays: new Set(counted),
    before,
    countedAt: null,
  });
  return figures.find((each) => each.figure === figure);
}

function series(figure: FigureId, values: (number | null)[], split = ''): DayFigure[] {
  return values.flatMap((value, index) =>
    value === null ? [] : [{ figure, split, day: days[index] ?? '', value }],
  );
}

describe('summarise', () => {
  it('tells of a level what stands at the end, and what stood before the period', () => {
    const before = { ...nothing, hasLast: true, numbers: [number('users', { last: 8, sum: 20 })] };
    expect(told('users', series('users', [9, 10, 12]), before)).toMatchObject({
      current: 12,
      before: 8,
      splits: [{ split: '', values: [9, 10, 12], current: 12, before: 8 }],
    });
  });

  it('adds up what happened', () => {
    const before = { isWhole: true, hasLast: true, days: 3, numbers: [number('sign_ups', { sum: 7 })] };
    expect(told('sign_ups', series('sign_ups', [1, 0, 4]), before)).toMatchObject({ current: 5, before: 7 });
  });

  it('takes the mean of active users over finished days alone, since today is not over', () => {
    const before = { isWhole: true, hasLast: true, days: 2, numbers: [number('active_users', { sum: 10 })] };
    expect(told('active_users', series('active_users', [10, 20, 1]), before)).toMatchObject({
      current: 15,
      before: 5,
    });
  });

  it('compares with nothing where the days before were not all counted', () => {
    const before = { isWhole: false, hasLast: false, days: 2, numbers: [number('sign_ups', { sum: 7 })] };
    expect(told('sign_ups', series('sign_ups', [1, 0, 4]), before)).toMatchObject({ before: null });
  });

  it('tells a day that was not counted as unknown, and one without a number as nothing', () => {
    const known = told('sign_ups', series('sign_ups', [null, null, 4]), nothing, [
      '2026-03-02',
      '2026-03-03',
    ]);
    expect(known?.splits).toEqual([{ split: '', values: [null, 0, 4], current: 4, before: null }]);
    const parts = told('plans', series('plans', [null, 3, 0], 'pro'), nothing, ['2026-03-02', '2026-03-03']);
    expect(parts?.splits).toEqual([{ split: 'pro', values: [null, 3, 0], current: 0, before: null }]);
  });

  it('has parts of which one is new, and one is over', () => {
    const before = {
      isWhole: true,
      hasLast: true,
      days: 3,
      numbers: [number('mrr', { split: 'team', last: 9900 })],
    };
    expect(told('mrr', series('mrr', [null, null, 900], 'basic'), before)).toMatchObject({
      current: 900,
      before: 9900,
      splits: [
        { split: 'basic', values: [0, 0, 900], current: 900, before: 0 },
        { split: 'team', values: [0, 0, 0], current: 0, before: 9900 },
      ],
    });
  });

  it('adds no parts that cannot be added', () => {
    const numbers = [...series('usage', [1, 1, 1], 'runs'), ...series('usage', [5, 5, 5], 'storage_bytes')];
    expect(told('usage', numbers)).toMatchObject({ current: null, before: null });
  });

  it('tells the slowest day of durations, and none where nothing was processed', () => {
    expect(told('webhook_duration', series('webhook_duration', [40, null, 90], 'p95'))?.splits).toEqual([
      { split: 'p95', values: [40, null, 90], current: 90, before: null },
    ]);
  });
});

function number(figure: FigureId, told: Partial<Counted['numbers'][number]>): Counted['numbers'][number] {
  return { figure, split: '', sum: 0, worst: 0, last: 0, ...told };
}
