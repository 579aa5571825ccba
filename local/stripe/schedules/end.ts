import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';

type Schedule = StoredObjects['subscription_schedule'];

/** Ends a schedule and tells so. What becomes of its subscription is the caller's. */
export function endSchedule(
  context: Context,
  before: Schedule,
  status: 'canceled' | 'completed' | 'released',
): Schedule {
  const now = context.clock.now();
  const schedule: Schedule = {
    ...before,
    ...(status === 'canceled' && { canceled_at: now }),
    ...(status === 'completed' && { completed_at: now }),
    ...(status === 'released' && {
      released_at: now,
      released_subscription: before.subscription,
      subscription: null,
    }),
    current_phase: null,
    status,
  };
  context.store.save('subscription_schedule', schedule);
  context.events.emit(context.cause, `subscription_schedule.${status}`, schedule);
  return schedule;
}

/** Ends the schedule of a subscription that was itself ended. */
export function endScheduleOf(context: Context, subscription: StoredObjects['subscription']): void {
  const schedule = context.store.get('subscription_schedule', subscription.schedule ?? '');
  if (schedule?.status === 'active') endSchedule(context, schedule, 'canceled');
}
