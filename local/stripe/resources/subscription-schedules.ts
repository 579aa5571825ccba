import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import { flag, mergeMetadata, paging, range, text } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { enterPhase } from '../schedules/advance';
import { endSchedule } from '../schedules/end';
import { updateScheduleParams } from '../schedules/params';
import { phaseOf, readPhases } from '../schedules/phases';
import { saveChanged } from '../subscriptions/bill-change';
import { cancelWithInvoice } from '../subscriptions/cancel-with-invoice';

type Schedule = StoredObjects['subscription_schedule'];

export const subscriptionScheduleRoutes = [
  route({
    method: 'POST',
    path: '/v1/subscription_schedules',
    params: z.strictObject({ from_subscription: text() }),
    paramsType: 'SubscriptionScheduleCreateParams',
    handle: (context, params) => createFrom(context, params.from_subscription),
  }),
  route({
    method: 'GET',
    path: '/v1/subscription_schedules',
    params: z.strictObject({ ...paging, created: range().optional(), customer: text().optional() }),
    paramsType: 'SubscriptionScheduleListParams',
    handle: (context, params) => {
      const conditions = equalTo({ customer: params.customer });
      return listObjects(context, 'subscription_schedule', '/v1/subscription_schedules', params, conditions);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/subscription_schedules/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'subscription_schedule', id),
  }),
  route({
    method: 'POST',
    path: '/v1/subscription_schedules/:id',
    params: updateScheduleParams,
    paramsType: 'SubscriptionScheduleUpdateParams',
    handle: update,
  }),
  route({
    method: 'POST',
    path: '/v1/subscription_schedules/:id/release',
    params: z.strictObject({ preserve_cancel_date: flag().optional() }),
    paramsType: 'SubscriptionScheduleReleaseParams',
    handle: (context, _params, [id]) => {
      const before = activeSchedule(context, id);
      const subscription = find(context.store, 'subscription', before.subscription ?? '');
      const released = endSchedule(context, before, 'released');
      saveChanged(context, subscription, { ...subscription, schedule: null });
      return released;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/subscription_schedules/:id/cancel',
    params: z.strictObject({ invoice_now: flag().optional(), prorate: flag().optional() }),
    paramsType: 'SubscriptionScheduleCancelParams',
    handle: (context, params, [id]) => {
      const before = activeSchedule(context, id);
      const subscription = find(context.store, 'subscription', before.subscription ?? '');
      // Unlike a subscription's own cancel, both are on unless they are switched off.
      const how = { invoiceNow: params.invoice_now ?? true, prorate: params.prorate ?? true };
      cancelWithInvoice(context, subscription, {}, how);
      return find(context.store, 'subscription_schedule', id);
    },
  }),
];

function createFrom(context: Context, subscriptionId: string): Schedule {
  const { store, clock, events, cause } = context;
  const subscription = find(store, 'subscription', subscriptionId, 'from_subscription');
  if (subscription.schedule !== null) {
    throw invalidRequest(
      `You cannot migrate a subscription that is already attached to a schedule: ${subscription.schedule}`,
      { param: 'from_subscription' },
    );
  }
  if (!['active', 'trialing', 'past_due'].includes(subscription.status) || subscription.cancel_at !== null) {
    throw invalidRequest('You cannot migrate a subscription that has ended or is set to end.', {
      param: 'from_subscription',
    });
  }
  const phase = phaseOf(subscription);
  const schedule: Schedule = {
    id: newId('sub_sched', 24),
    object: 'subscription_schedule',
    application: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    canceled_at: null,
    completed_at: null,
    created: clock.now(),
    current_phase: { end_date: phase.end_date, start_date: phase.start_date },
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases: [phase],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: subscription.test_clock,
  };
  store.insert('subscription_schedule', schedule);
  events.emit(cause, 'subscription_schedule.created', schedule);
  saveChanged(context, subscription, { ...subscription, schedule: schedule.id });
  return schedule;
}

function update(
  context: Context,
  params: z.output<typeof updateScheduleParams>,
  [id]: [string, string],
): Schedule {
  const { store, clock, events, cause } = context;
  const before = activeSchedule(context, id);
  const start = before.phases[0]?.start_date ?? clock.now();
  const currency = before.phases[0]?.currency ?? 'usd';
  const phases =
    params.phases === undefined ? before.phases : readPhases(context, params.phases, currency, start);
  const now = clock.now();
  const current = phases.find((phase) => phase.start_date <= now && phase.end_date > now);
  if (current === undefined) {
    throw invalidRequest('The phases must include the one that is running now.', { param: 'phases' });
  }
  const schedule: Schedule = {
    ...before,
    current_phase: { end_date: current.end_date, start_date: current.start_date },
    end_behavior: params.end_behavior ?? before.end_behavior,
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    phases,
  };
  store.save('subscription_schedule', schedule);
  if (JSON.stringify(schedule) !== JSON.stringify(before)) {
    events.emit(cause, 'subscription_schedule.updated', schedule, before);
  }
  const behavior = params.proration_behavior ?? current.proration_behavior;
  enterPhase(context, before.subscription ?? '', { ...current, proration_behavior: behavior }, now);
  return schedule;
}

function activeSchedule(context: Context, id: string): Schedule {
  const schedule = find(context.store, 'subscription_schedule', id);
  if (schedule.status === 'active') return schedule;
  throw invalidRequest(
    `You cannot change a subscription schedule that is currently in the \`${schedule.status}\` status.`,
  );
}
