import type { PlanId } from '@/lib/plans';
import type { DayFigure } from './day-figure';
import { type Day, daysFrom, type Span } from './days';

/** Ways in which recurring revenue changes. */
export const movements = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const;
/** See {@link movements}. */
export type Movement = (typeof movements)[number];

/** What an organization paid each month before a day and at its end, in minor units; 0 for nothing. */
export type RevenueChange = {
  day: Day;
  before: number;
  after: number;
  /** Null where it paid nothing. */
  planBefore: PlanId | null;
  planAfter: PlanId | null;
  /** Whether it had ever paid before that day. */
  hasPaid: boolean;
};

/** What is paid each month for a plan, in minor units, and by how many organizations. */
export type PlanRevenue = { planId: PlanId; organizations: number; amount: number };

/**
 * What a change is. Who pays for the first time is `new`, who comes back a `reactivation`, who pays more or less an `expansion`
 * or a `contraction`, who pays nothing any more has churned. Null where the amount is the same.
 */
export function movementOf({
  before,
  after,
  hasPaid,
}: Pick<RevenueChange, 'before' | 'after' | 'hasPaid'>): Movement | null {
  if (before === after) return null;
  if (before === 0) return hasPaid ? 'reactivation' : 'new';
  if (after === 0) return 'churn';
  return after > before ? 'expansion' : 'contraction';
}

/**
 * The figures of each day of a span: revenue and paying organizations by plan at its end, how revenue moved on it (what is
 * lost is negative, so that what was there before and all movements make up what is there after), and how many churned.
 * @param standing what there was before the span
 * @param changes of the days of the span, in any order
 */
export function revenueFigures(
  standing: readonly PlanRevenue[],
  changes: readonly RevenueChange[],
  { from, to }: Span,
): DayFigure[] {
  const present = new Map(
    standing.map(({ planId, organizations, amount }) => [planId, { organizations, amount }]),
  );
  const byDay = Map.groupBy(changes, ({ day }) => day);
  return daysFrom(from, to).flatMap((day) => {
    const moved = new Map<Movement, number>();
    let churned = 0;
    for (const change of byDay.get(day) ?? []) {
      add(present, change.planBefore, -1, -change.before);
      add(present, change.planAfter, 1, change.after);
      const movement = movementOf(change);
      if (movement) moved.set(movement, (moved.get(movement) ?? 0) + change.after - change.before);
      if (movement === 'churn') churned += 1;
    }
    const plans = [...present].filter(([, { organizations }]) => organizations > 0);
    return [
      ...plans.map(([split, { amount }]) => ({ figure: 'mrr' as const, split, day, value: amount })),
      ...plans.map(([split, { organizations }]) => ({
        figure: 'paying' as const,
        split,
        day,
        value: organizations,
      })),
      ...[...moved].map(([split, value]) => ({ figure: 'mrr_movement' as const, split, day, value })),
      { figure: 'churned' as const, split: '', day, value: churned },
    ];
  });
}

function add(
  present: Map<PlanId, { organizations: number; amount: number }>,
  planId: PlanId | null,
  organizations: number,
  amount: number,
): void {
  if (planId === null) return;
  const known = present.get(planId) ?? { organizations: 0, amount: 0 };
  present.set(planId, {
    organizations: known.organizations + organizations,
    amount: known.amount + amount,
  });
}
