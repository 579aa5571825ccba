import { invalidRequest } from '../api/errors';
import { mergeMetadata, orNull } from '../api/params';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { grantDiscounts } from '../discounts/grant';
import { applyChange, saveChanged } from './bill-change';
import { cancellationAtPeriodEnd, cancellationDetails } from './cancel';
import { planChange } from './change';
import type { UpdateSubscriptionParams } from './params';
import { checkMethod } from './start';

type Subscription = StoredObjects['subscription'];

/**
 * Changes what the parameters name; tells so only when something changed. A change of items, anchor or trial is
 * prorated and billed as the parameters say.
 * @throws StripeError for a subscription that ended, parts that do not fit, and payments that had to succeed
 */
export function updateSubscription(
  context: Context,
  id: string,
  params: UpdateSubscriptionParams,
): Subscription {
  const before = find(context.store, 'subscription', id);
  checkChangeable(before, params);
  const described = withFields(context, before, params);
  const { items, billing_cycle_anchor: anchor, trial_end: trialEnd } = params;
  if (items === undefined && anchor !== 'now' && trialEnd === undefined) {
    saveChanged(context, before, described);
    return described;
  }
  const plan = planChange(context, described, {
    items: items ?? [],
    anchor: anchor ?? 'unchanged',
    behavior: params.proration_behavior ?? 'create_prorations',
    at: params.proration_date ?? context.clock.now(),
    made: context.clock.now(),
    trialEnd,
  });
  const after = rescheduled(plan.after);
  return applyChange(context, before, { ...plan, after }, params.payment_behavior ?? 'allow_incomplete');
}

function checkChangeable(before: Subscription, params: UpdateSubscriptionParams): void {
  if (before.status === 'canceled' || before.status === 'incomplete_expired') {
    throw invalidRequest('A canceled subscription can only update its cancellation_details and metadata.', {
      code: 'invalid_canceled_subscription_fields',
    });
  }
  const ends = params.cancel_at_period_end !== undefined || params.cancel_at !== undefined;
  if (before.schedule !== null && (params.items !== undefined || ends)) {
    throw invalidRequest(
      `The subscription is managed by the subscription schedule \`${before.schedule}\`, and updating any cancelation behavior or items directly is not allowed. Update the schedule instead.`,
    );
  }
  if (params.cancel_at_period_end && params.cancel_at) {
    throw invalidRequest('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      code: 'parameters_exclusive',
      param: 'cancel_at',
    });
  }
  if (before.pending_update !== null && params.items !== undefined) {
    throw invalidRequest(
      'This subscription has a pending update; void its invoice or wait until it is paid.',
    );
  }
}

function withFields(context: Context, before: Subscription, params: UpdateSubscriptionParams): Subscription {
  if (params.default_payment_method) checkMethod(context, params.default_payment_method, before.customer);
  const scheduled = withCancellation(before, params, context.clock.now());
  const receiver = { customer: before.customer, subscription: before.id };
  return {
    ...scheduled,
    ...(params.cancellation_details !== undefined && {
      cancellation_details: cancellationDetails(
        scheduled,
        params.cancellation_details,
        scheduled.cancellation_details?.reason ?? null,
      ),
    }),
    ...(params.default_payment_method !== undefined && {
      default_payment_method: orNull(params.default_payment_method),
    }),
    ...(params.description !== undefined && { description: orNull(params.description) }),
    ...(params.discounts !== undefined && {
      discounts: grantDiscounts(context, params.discounts || [], receiver),
    }),
    ...(params.trial_settings !== undefined && {
      trial_settings: {
        end_behavior: {
          billing_cycle_anchor: null,
          missing_payment_method: params.trial_settings.end_behavior.missing_payment_method,
        },
      },
    }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  };
}

function withCancellation(
  before: Subscription,
  { cancel_at: at, cancel_at_period_end: atEnd }: UpdateSubscriptionParams,
  now: number,
): Subscription {
  if (at !== undefined) {
    const kept = { ...before, ...cancellationAtPeriodEnd(before, false, now) };
    if (at === '') return kept;
    if (at <= now) {
      throw invalidRequest('The `cancel_at` timestamp must be in the future.', { param: 'cancel_at' });
    }
    const cancellation = cancellationAtPeriodEnd(before, true, now);
    return { ...before, ...cancellation, cancel_at: at, cancel_at_period_end: false };
  }
  const isScheduled = before.cancel_at_period_end || before.cancel_at !== null;
  if (atEnd === undefined || (atEnd ? before.cancel_at_period_end : !isScheduled)) return before;
  return { ...before, ...cancellationAtPeriodEnd(before, atEnd, now) };
}

// Whoever ends with the period ends with the new one when it moves.
function rescheduled(after: Subscription): Subscription {
  if (!after.cancel_at_period_end) return after;
  return { ...after, cancel_at: Math.max(...after.items.data.map((item) => item.current_period_end)) };
}
