import { readBillingSettings } from '../core/billing-settings';
import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import type { Clockwork } from '../core/pass-time';
import { afterFailed, setStatus, subscriptionOf } from '../subscriptions/after-payment';
import { cancelNow } from '../subscriptions/cancel';
import { livesInTimeOf } from '../test-clocks/frozen-clock';
import { collectInvoice } from './collect';
import { methodOf } from './method-of';

const DAY = 86_400;
const OPEN = [{ field: 'status', is: 'open' }];

/**
 * Charges invoices whose time has come: those that have just become final, and failed ones again on the days that the
 * account has set. After the last try the subscription ends as was set.
 */
export const retryOverdueInvoices: Clockwork = {
  next: (context) =>
    context.store.smallest('invoice', 'next_payment_attempt', [...OPEN, livesInTimeOf(context)]),
  act: (context) => {
    const due = context.store.all('invoice', [
      ...OPEN,
      livesInTimeOf(context),
      { field: 'next_payment_attempt', range: { lte: context.clock.now() } },
    ]);
    for (const { id } of due.toReversed()) {
      // An earlier one may have ended the subscription and with it this one's attempts.
      const invoice = context.store.get('invoice', id);
      if (invoice?.status === 'open' && invoice.next_payment_attempt !== null) retry(context, invoice);
    }
  },
};

function retry(context: Context, invoice: StoredObjects['invoice']): void {
  const { retry_after_days: days, after_last_retry: end } = readBillingSettings(context.settings);
  const subscription = context.store.get('subscription', subscriptionOf(invoice) ?? '');
  const wait = days[invoice.attempt_count];
  const { outcome } = collectInvoice(context, invoice, {
    method: methodOf(context, invoice),
    authenticated: false,
    nextAttempt: wait === undefined ? null : context.clock.now() + wait * DAY,
  });
  if (outcome === 'paid' || subscription === undefined) return;
  if (invoice.billing_reason === 'subscription_cycle') afterFailed(context, subscription.id);
  if (wait !== undefined || subscription.status !== 'past_due') return;
  if (end === 'cancel') cancelNow(context, subscription, {}, 'payment_failed');
  if (end === 'unpaid') setStatus(context, subscription, 'unpaid');
}
