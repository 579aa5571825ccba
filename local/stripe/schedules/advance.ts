import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import type { Clockwork } from '../core/pass-time';
import { applyChange, saveChanged } from '../subscriptions/bill-change';
import { cancelNow } from '../subscriptions/cancel';
import { planChange } from '../subscriptions/change';
import { livesInTimeOf } from '../test-clocks/frozen-clock';
import { endSchedule } from './end';
import { behaviorOf, changesFor, isInPhase, type Phase } from './phases';

type Schedule = StoredObjects['subscription_schedule'];

const ACTIVE = [{ field: 'status', is: 'active' }];
const PHASE_END = 'current_phase.end_date';

/** Starts the next phase of a schedule when one ends, and ends the schedule after the last. */
export const advanceSchedules: Clockwork = {
  next: (context) =>
    context.store.smallest('subscription_schedule', PHASE_END, [...ACTIVE, livesInTimeOf(context)]),
  act: (context) => {
    const due = { field: PHASE_END, range: { lte: context.clock.now() } };
    const conditions = [...ACTIVE, due, livesInTimeOf(context)];
    for (const schedule of context.store.all('subscription_schedule', conditions).toReversed()) {
      advance(context, schedule);
    }
  },
};

/** Gives a subscription the items of a phase, prorated as the phase says. */
export function enterPhase(context: Context, subscriptionId: string, phase: Phase, at: number): void {
  const subscription = context.store.get('subscription', subscriptionId);
  if (subscription === undefined || isInPhase(subscription.items.data, phase)) return;
  const plan = planChange(context, subscription, {
    items: changesFor(subscription.items.data, phase),
    anchor: 'unchanged',
    behavior: behaviorOf(phase),
    at,
    made: at,
    trialEnd: undefined,
  });
  applyChange(context, subscription, plan, 'allow_incomplete');
}

function advance(context: Context, before: Schedule): void {
  const { store, events, cause } = context;
  const end = before.current_phase?.end_date ?? 0;
  const next = before.phases.find(({ start_date }) => start_date === end);
  const subscription = store.get('subscription', before.subscription ?? '');
  if (next !== undefined) {
    const schedule: Schedule = {
      ...before,
      current_phase: { start_date: next.start_date, end_date: next.end_date },
    };
    store.save('subscription_schedule', schedule);
    events.emit(cause, 'subscription_schedule.updated', schedule, before);
    if (subscription) enterPhase(context, subscription.id, next, end);
    return;
  }
  if (before.end_behavior === 'cancel') {
    endSchedule(context, before, 'completed');
    if (subscription) cancelNow(context, subscription, {});
    return;
  }
  endSchedule(context, before, 'released');
  if (subscription) saveChanged(context, subscription, { ...subscription, schedule: null });
}
