import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlanId, planIds } from '@/lib/plans';
import { addDays, daysFrom } from './days';
import { movementOf, type PlanRevenue, type RevenueChange, revenueFigures } from './revenue-figures';

describe('movementOf', () => {
  it.each([
    [{ before: 0, after: 900, hasPaid: false }, 'new'],
    [{ before: 0, after: 900, hasPaid: true }, 'reactivation'],
    [{ before: 900, after: 2900, hasPaid: true }, 'expansion'],
    [{ before: 2900, after: 900, hasPaid: true }, 'contraction'],
    [{ before: 900, after: 0, hasPaid: true }, 'churn'],
    [{ before: 900, after: 900, hasPaid: true }, null],
    [{ before: 0, after: 0, hasPaid: false }, null],
  ])('calls %o %s', (change, expected) => {
    expect(movementOf(change)).toBe(expected);
  });
});

describe('revenueFigures', () => {
  const span = { from: '2026-03-01', to: '2026-03-02' };
  const standing: PlanRevenue[] = [{ planId: 'pro', organizations: 2, amount: 5800 }];
  const change = (changed: Partial<RevenueChange>): RevenueChange => ({
    day: '2026-03-01',
    before: 0,
    after: 0,
    planBefore: null,
    planAfter: null,
    hasPaid: false,
    ...changed,
  });

  it('tells what stands on each day, also on one without a change', () => {
    const numbers = revenueFigures(standing, [change({ after: 900, planAfter: 'basic' })], span);
    expect(numbers).toEqual([
      { figure: 'mrr', split: 'pro', day: '2026-03-01', value: 5800 },
      { figure: 'mrr', split: 'basic', day: '2026-03-01', value: 900 },
      { figure: 'paying', split: 'pro', day: '2026-03-01', value: 2 },
      { figure: 'paying', split: 'basic', day: '2026-03-01', value: 1 },
      { figure: 'mrr_movement', split: 'new', day: '2026-03-01', value: 900 },
      { figure: 'churned', split: '', day: '2026-03-01', value: 0 },
      { figure: 'mrr', split: 'pro', day: '2026-03-02', value: 5800 },
      { figure: 'mrr', split: 'basic', day: '2026-03-02', value: 900 },
      { figure: 'paying', split: 'pro', day: '2026-03-02', value: 2 },
      { figure: 'paying', split: 'basic', day: '2026-03-02', value: 1 },
      { figure: 'churned', split: '', day: '2026-03-02', value: 0 },
    ]);
  });

  it('moves who changes the plan from one to the other, and tells the difference alone', () => {
    const upgrade = change({
      before: 2900,
      planBefore: 'pro',
      after: 9900,
      planAfter: 'team',
      hasPaid: true,
    });
    const numbers = revenueFigures(standing, [upgrade], { from: span.from, to: span.from });
    expect(numbers).toEqual([
      { figure: 'mrr', split: 'pro', day: '2026-03-01', value: 2900 },
      { figure: 'mrr', split: 'team', day: '2026-03-01', value: 9900 },
      { figure: 'paying', split: 'pro', day: '2026-03-01', value: 1 },
      { figure: 'paying', split: 'team', day: '2026-03-01', value: 1 },
      { figure: 'mrr_movement', split: 'expansion', day: '2026-03-01', value: 7000 },
      { figure: 'churned', split: '', day: '2026-03-01', value: 0 },
    ]);
  });

  it('leaves a plan out that nobody pays for any more, and counts who churned', () => {
    const churn = change({ before: 2900, planBefore: 'pro', hasPaid: true });
    const numbers = revenueFigures(standing, [churn, churn], { from: span.from, to: span.from });
    expect(numbers).toEqual([
      { figure: 'mrr_movement', split: 'churn', day: '2026-03-01', value: -5800 },
      { figure: 'churned', split: '', day: '2026-03-01', value: 2 },
    ]);
  });

  it('makes up what is there after of what was there before and the movements, whatever happens', () => {
    fc.assert(
      fc.property(histories, ({ amounts, first, days }) => {
        const changes = changesIn(amounts, first);
        const numbers = revenueFigures([], changes, { from: first, to: addDays(first, days - 1) });
        const totals = daysFrom(first, addDays(first, days - 1)).map((day) => ({
          stood: sumOf(numbers, 'mrr', day),
          moved: sumOf(numbers, 'mrr_movement', day),
          paying: sumOf(numbers, 'paying', day),
        }));
        totals.forEach(({ stood, moved, paying }, index) => {
          expect((totals[index - 1]?.stood ?? 0) + moved).toBe(stood);
          // And that is what all of them pay on that day.
          const paid = amounts.map((each) => each[index]?.amount ?? 0);
          expect(stood).toBe(paid.reduce((sum, amount) => sum + amount, 0));
          expect(paying).toBe(paid.filter((amount) => amount > 0).length);
        });
      }),
    );
  });
});

type Paid = { amount: number; planId: PlanId };

/** What a few organizations pay at the end of each day. */
const histories = fc.integer({ min: 1, max: 12 }).chain((days) =>
  fc.record({
    days: fc.constant(days),
    first: fc.constantFrom('2026-02-24', '2027-12-28'),
    amounts: fc.array(
      fc.array(
        fc.record({
          amount: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500_000 })),
          planId: fc.constantFrom(...planIds),
        }),
        { minLength: days, maxLength: days },
      ),
      { maxLength: 6 },
    ),
  }),
);

function changesIn(amounts: readonly (readonly Paid[])[], first: string): RevenueChange[] {
  return amounts.flatMap((paid) =>
    paid.flatMap(({ amount, planId }, index) => {
      const former = paid[index - 1];
      const before = former?.amount ?? 0;
      if (before === amount && (amount === 0 || former?.planId === planId)) return [];
      return {
        day: addDays(first, index),
        before,
        after: amount,
        planBefore: before > 0 ? (former?.planId ?? null) : null,
        planAfter: amount > 0 ? planId : null,
        hasPaid: paid.slice(0, index).some((each) => each.amount > 0),
      };
    }),
  );
}

function sumOf(numbers: ReturnType<typeof revenueFigures>, figure: string, day: string): number {
  return numbers
    .filter((each) => each.figure === figure && each.day === day)
    .reduce((sum, { value }) => sum + value, 0);
}
