import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects, rangeCondition } from '../api/list';
import { flag, mergeMetadata, orNull, paging, range, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';
import type { Condition } from '../core/store';
import { cancelWithInvoice } from '../subscriptions/cancel-with-invoice';
import {
  type CreateSubscriptionParams,
  cancellationWords,
  createSubscriptionParams,
  updateSubscriptionParams,
} from '../subscriptions/params';
import { startSubscription } from '../subscriptions/start';
import { updateSubscription } from '../subscriptions/update';

const statuses = [
  'active',
  'all',
  'canceled',
  'ended',
  'incomplete',
  'incomplete_expired',
  'past_due',
  'paused',
  'trialing',
  'unpaid',
] as const;

export const subscriptionRoutes = [
  route({
    method: 'POST',
    path: '/v1/subscriptions',
    params: createSubscriptionParams,
    paramsType: 'SubscriptionCreateParams',
    handle: (context, params) =>
      startSubscription(context, {
        customer: params.customer,
        items: params.items,
        defaultPaymentMethod: orNull(params.default_payment_method),
        description: orNull(params.description),
        discounts: params.discounts || [],
        metadata: mergeMetadata({}, params.metadata),
        missingPaymentMethod: params.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice',
        paymentBehavior: params.payment_behavior ?? 'allow_incomplete',
        trialEnd: trialEndOf(params, context.clock.now()),
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/subscriptions',
    params: z.strictObject({
      ...paging,
      created: range().optional(),
      current_period_end: range().optional(),
      current_period_start: range().optional(),
      customer: text().optional(),
      price: text().optional(),
      status: z.enum(statuses).optional(),
      test_clock: text().optional(),
    }),
    paramsType: 'SubscriptionListParams',
    handle: (context, params) =>
      listObjects(context, 'subscription', '/v1/subscriptions', params, [
        ...equalTo({ customer: params.customer, test_clock: params.test_clock }),
        // Those on a test clock are listed only when it or their customer is named.
        ...(params.customer === undefined && params.test_clock === undefined
          ? [{ field: 'test_clock', isNull: true as const }]
          : []),
        ...statusCondition(params.status),
        ...(params.price === undefined
          ? []
          : [{ field: 'items.data', has: { key: 'price.id', is: params.price } }]),
        ...periodCondition('current_period_end', params.current_period_end),
        ...periodCondition('current_period_start', params.current_period_start),
      ]),
  }),
  route({
    method: 'GET',
    path: '/v1/subscriptions/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'subscription', id),
  }),
  route({
    method: 'POST',
    path: '/v1/subscriptions/:id',
    params: updateSubscriptionParams,
    paramsType: 'SubscriptionUpdateParams',
    handle: (context, params, [id]) => updateSubscription(context, id, params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/subscriptions/:id',
    params: z.strictObject({
      cancellation_details: cancellationWords.optional(),
      invoice_now: flag().optional(),
      prorate: flag().optional(),
    }),
    paramsType: 'SubscriptionCancelParams',
    handle: (context, params, [id]) => {
      const subscription = find(context.store, 'subscription', id);
      // Stripe answers a second cancel as if the subscription had never been.
      if (subscription.status === 'canceled') {
        throw invalidRequest(`No such subscription: ${id}`, { code: 'resource_missing', param: 'id' }, 404);
      }
      return cancelWithInvoice(context, subscription, params.cancellation_details ?? {}, {
        invoiceNow: params.invoice_now ?? false,
        prorate: params.prorate ?? false,
      });
    },
  }),
];

/** The end of a trial that the parameters ask for; undefined for none. */
function trialEndOf(params: CreateSubscriptionParams, now: number): number | undefined {
  const { trial_end: end, trial_period_days: days } = params;
  if (end !== undefined && days !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', {
      code: 'parameters_exclusive',
      param: 'trial_end',
    });
  }
  if (days !== undefined) return now + days * DAY;
  if (end === undefined || end === 'now') return undefined;
  if (end <= now) throw invalidRequest('Invalid timestamp: must be in the future', { param: 'trial_end' });
  return end;
}

const DAY = 86_400;

function statusCondition(status: (typeof statuses)[number] | undefined): Condition[] {
  if (status === 'all') return [];
  if (status === undefined) return [{ field: 'status', noneOf: ['canceled', 'incomplete_expired'] }];
  if (status === 'ended') return [{ field: 'status', oneOf: ['canceled', 'incomplete_expired'] }];
  return [{ field: 'status', is: status }];
}

// Every item of a subscription here has the period of the first.
function periodCondition(name: string, value: Parameters<typeof rangeCondition>[1] | undefined): Condition[] {
  return value === undefined ? [] : [rangeCondition(`items.data[0].${name}`, value)];
}
