import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import type { KnownPrice } from './price-role';
import { scheduledChange, type WholeSchedule } from './scheduled-change';

const prices = new Map<string, KnownPrice>([
  ['pro_month', { planId: 'pro', interval: 'month' }],
  ['team_year', { planId: 'team', interval: 'year' }],
]);
const [start, end, later] = [1_795_000_000, 1_797_592_000, 1_797_678_400];
const now = phase(start, end, [['pro_month', 1]]);

describe('scheduledChange', () => {
  it('tells plan, interval, seats and moment of the phase that comes next', () => {
    const next = phase(end, later, [
      ['team_runs_year', undefined],
      ['team_seat_year', 3],
      ['team_year', 1],
    ]);
    expect(scheduledChange(schedule([now, next]), prices)).toEqual({
      planId: 'team',
      interval: 'year',
      extraSeats: 3,
      at: new Date(end * 1000),
    });
  });

  it('tells nothing of a schedule that was made and never filled', () => {
    expect(scheduledChange(schedule([now]), prices)).toBeNull();
  });

  it('tells nothing once the change was made, or the schedule is over', () => {
    const last = phase(end, later, [['team_year', 1]]);
    const inLast = { start_date: end, end_date: later };
    expect(scheduledChange(schedule([now, last], inLast), prices)).toBeNull();
    expect(scheduledChange(schedule([now, last], null), prices)).toBeNull();
  });

  it('tells nothing of what was sold by hand, or at a price that is gone', () => {
    expect(scheduledChange(schedule([now, phase(end, later, [['consulting', 1]])]), prices)).toBeNull();
    const gone = phase(end, later, []);
    gone.items = [{ price: 'price_gone', quantity: 1 } as Stripe.SubscriptionSchedule.Phase.Item];
    expect(scheduledChange(schedule([now, gone]), prices)).toBeNull();
  });
});

function schedule(
  phases: WholeSchedule['phases'],
  current: WholeSchedule['current_phase'] = { start_date: start, end_date: end },
): WholeSchedule {
  return { id: 'sub_sched_1', current_phase: current, phases };
}

function phase(
  start_date: number,
  end_date: number,
  items: [string, number | undefined][],
): Stripe.SubscriptionSchedule.Phase {
  const made = items.map(([lookup_key, quantity]) => ({
    price: { lookup_key, metadata: {} } as Stripe.Price,
    ...(quantity !== undefined && { quantity }),
  }));
  return { start_date, end_date, items: made } as Stripe.SubscriptionSchedule.Phase;
}
