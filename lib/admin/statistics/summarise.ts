import { z } from 'zod';
import type { DayFigure } from './day-figure';
import type { Day } from './days';
import { type FigureId, type FigureKind, figureIds, figures } from './figures';

/** One part of a figure, or all of one that has no parts. */
const splitSchema = z.object({
  split: z.string().describe('What the part is of: a plan, a metric, a movement; empty for all.'),
  values: z
    .array(z.number().nullable())
    .describe('One number for each day of `days`; null for a day that was not counted.'),
  current: z.number().nullable().describe('What the days come to.'),
  before: z
    .number()
    .nullable()
    .describe('What the days before came to; null when they were not all counted.'),
});

const figureSchema = z.object({
  figure: z.enum(figureIds),
  title: z.string(),
  unit: z
    .enum(['count', 'money', 'duration', 'usage'])
    .describe('`money` is in cents of US dollars, `duration` in milliseconds.'),
  kind: z
    .enum(['level', 'sum', 'mean', 'worst'])
    .describe(
      'What the numbers of many days come to: what stood at the end, all of them, a finished day on average, or the highest.',
    ),
  definition: z.string(),
  current: z.number().nullable().describe('All parts together; null for parts that cannot be added.'),
  before: z.number().nullable(),
  splits: z.array(splitSchema),
});

/** All figures of some days, oldest day first; the last one is today so far. Days are UTC. */
export const statisticsSchema = z.object({
  days: z.array(z.iso.date()),
  countedAt: z.iso
    .datetime()
    .nullable()
    .describe('When the days before today were last counted; null when none was.'),
  figures: z.array(figureSchema),
});

/** See {@link statisticsSchema}. */
export type Statistics = z.infer<typeof statisticsSchema>;
/** One figure of {@link Statistics}. */
export type FigureSeries = Statistics['figures'][number];

/** What was rolled up of the days before a period. */
export type Counted = {
  /** Whether every one of them was. */
  isWhole: boolean;
  /** Whether the last one was, whose levels are those before the period. */
  hasLast: boolean;
  /** How many were. */
  days: number;
  numbers: readonly { figure: FigureId; split: string; sum: number; worst: number; last: number }[];
};

/**
 * Puts numbers of days together: a series for each part of each figure, what it comes to, and what it came to before.
 * @param days of the period, oldest first; the last one is not over yet
 * @param countedDays those that are known; a part without a number on one of them is 0
 */
export function summarise({
  days,
  numbers,
  countedDays,
  before,
  countedAt,
}: {
  days: readonly Day[];
  numbers: readonly DayFigure[];
  countedDays: ReadonlySet<Day>;
  before: Counted;
  countedAt: string | null;
}): Statistics {
  const byFigure = Map.groupBy(numbers, ({ figure }) => figure);
  return {
    days: [...days],
    countedAt,
    figures: figureIds.map((figure) => {
      const { title, unit, kind, definition, by } = figures[figure];
      const own = Map.groupBy(byFigure.get(figure) ?? [], ({ split }) => split);
      const former = before.numbers.filter((each) => each.figure === figure);
      const names = by === null ? [''] : [...new Set([...own.keys(), ...former.map(({ split }) => split)])];
      const splits = names.map((split) => {
        const known = new Map((own.get(split) ?? []).map(({ day, value }) => [day, value]));
        const values = days.map((day) => known.get(day) ?? (countedDays.has(day) ? absent(kind) : null));
        const was = former.find((each) => each.split === split);
        return { split, values, current: currentOf(kind, values), before: beforeOf(kind, was, before) };
      });
      return { figure, title, unit, kind, definition, ...together(figure, splits), splits };
    }),
  };
}

/** What a part without a number stands for on a day that was counted. */
function absent(kind: FigureKind): number | null {
  return kind === 'worst' ? null : 0;
}

function currentOf(kind: FigureKind, values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  switch (kind) {
    case 'level':
      return values.at(-1) ?? null;
    case 'sum':
      return known.reduce((sum, value) => sum + value, 0);
    case 'worst':
      return known.length === 0 ? null : Math.max(...known);
    case 'mean': {
      const finished = values.slice(0, -1).filter((value) => value !== null);
      return finished.length === 0
        ? (values.at(-1) ?? null)
        : finished.reduce((sum, value) => sum + value, 0) / finished.length;
    }
  }
}

function beforeOf(
  kind: FigureKind,
  was: Counted['numbers'][number] | undefined,
  { isWhole, hasLast, days }: Counted,
): number | null {
  switch (kind) {
    case 'level':
      return hasLast ? (was?.last ?? 0) : null;
    case 'sum':
      return isWhole ? (was?.sum ?? 0) : null;
    case 'worst':
      return isWhole ? (was?.worst ?? null) : null;
    case 'mean':
      return isWhole ? (was?.sum ?? 0) / days : null;
  }
}

/** What cannot be added up: amounts of different things, parts that hold one another, shares of the same. */
const apart: readonly FigureId[] = ['usage', 'webhook_events', 'webhook_duration'];

function together(
  figure: FigureId,
  splits: readonly { current: number | null; before: number | null }[],
): { current: number | null; before: number | null } {
  if (apart.includes(figure)) return { current: null, before: null };
  const sum = (numbers: readonly (number | null)[]) =>
    numbers.some((value) => value === null)
      ? null
      : numbers.reduce<number>((total, value) => total + (value ?? 0), 0);
  return {
    current: sum(splits.map(({ current }) => current)),
    before: sum(splits.map(({ before }) => before)),
  };
}
