import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { text, timestamp } from '../api/params';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { behaviorOf, changesFor } from '../schedules/phases';
import { planChange } from '../subscriptions/change';
import { itemChange, momentOrNow, prorationBehavior } from '../subscriptions/params';
import { nextRenewal, renewalOf } from '../subscriptions/renewal';
import { composeInvoice } from './compose';
import { pendingItems } from './pending-items';

/** What a preview is asked for. */
export const previewParams = z.strictObject({
  customer: text().optional(),
  subscription: text(),
  subscription_details: z
    .strictObject({
      billing_cycle_anchor: z.enum(['now', 'unchanged']).optional(),
      items: z.array(itemChange).max(20).optional(),
      proration_behavior: prorationBehavior.optional(),
      proration_date: timestamp().optional(),
      trial_end: momentOrNow.optional(),
    })
    .optional(),
});

/**
 * The invoice that comes next: that of the renewal, or with a change that bills at once the one of the change. It is
 * made by the same functions as the real one and not stored.
 */
export function previewInvoice(
  context: Context,
  params: z.output<typeof previewParams>,
): StoredObjects['invoice'] {
  const subscription = find(context.store, 'subscription', params.subscription, 'subscription');
  if (params.customer !== undefined && params.customer !== subscription.customer) {
    throw invalidRequest('The customer is not that of the subscription.', { param: 'customer' });
  }
  if (subscription.status === 'canceled' || subscription.status === 'incomplete_expired') {
    throw invalidRequest('No upcoming invoices for a canceled subscription.', {
      code: 'invoice_upcoming_none',
    });
  }
  const details = params.subscription_details ?? scheduledDetails(context, subscription);
  const now = context.clock.now();
  const at = details.proration_date ?? now;
  const plan = planChange(context, subscription, {
    items: details.items ?? [],
    anchor: details.billing_cycle_anchor ?? 'unchanged',
    behavior: details.proration_behavior ?? 'create_prorations',
    at,
    made: Math.max(now, at),
    trialEnd: details.trial_end,
  });
  if (plan.billsNow) {
    const items = [...pendingItems(context, subscription), ...plan.items];
    const content = { subscription: plan.after, lines: plan.lines, items, period: { start: now, end: now } };
    return marked(composeInvoice(context, { ...content, reason: 'subscription_update' }), at);
  }
  if ((subscription.cancel_at ?? Number.POSITIVE_INFINITY) <= nextRenewal(plan.after)) {
    throw invalidRequest('No upcoming invoices: the subscription ends with its period.', {
      code: 'invoice_upcoming_none',
    });
  }
  const { content } = renewalOf(context, plan.after, nextRenewal(plan.after));
  const items = [...content.items, ...plan.items];
  return marked(composeInvoice(context, { ...content, items, reason: 'upcoming' }), at);
}

/** What the schedule makes of the subscription before it renews: that is what the next invoice bills. */
function scheduledDetails(
  { store }: Context,
  subscription: StoredObjects['subscription'],
): NonNullable<z.output<typeof previewParams>['subscription_details']> {
  const schedule = store.get('subscription_schedule', subscription.schedule ?? '');
  const end = schedule?.current_phase?.end_date;
  const next = schedule?.phases.find(({ start_date }) => start_date === end);
  if (next === undefined || next.start_date > nextRenewal(subscription)) return {};
  return {
    items: changesFor(subscription.items.data, next),
    proration_behavior: behaviorOf(next),
    proration_date: next.start_date,
  };
}

// The moment of reckoning, for the update that is to bill the same.
function marked(invoice: StoredObjects['invoice'], at: number): StoredObjects['invoice'] {
  const details = invoice.parent?.subscription_details;
  if (invoice.parent === null || !details) return invoice;
  return {
    ...invoice,
    parent: {
      ...invoice.parent,
      subscription_details: { ...details, subscription_proration_date: at },
    },
  };
}
