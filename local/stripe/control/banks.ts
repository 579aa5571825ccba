import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { failRefund } from '../refunds/fail-refund';
import { inTimeOf } from '../test-clocks/clock-of';

const failSchema = z.strictObject({ refund: z.string() });
const renewSchema = z.strictObject({
  payment_method: z.string(),
  exp_month: z.int().min(1).max(12),
  exp_year: z.int().min(2000).max(2100),
});

/** Plays the cardholder's bank: cannot pay a refund out. */
export function orderRefundFailure(context: Context, body: unknown): StoredObjects['refund'] {
  const refund = find(context.store, 'refund', failSchema.parse(body).refund);
  return failRefund(inTimeOf(context, [refund.charge ?? '']), refund);
}

/** Plays the cardholder's bank: the card expires at another time, as when a new one was sent. */
export function renewCard(context: Context, body: unknown): StoredObjects['payment_method'] {
  const { payment_method: id, ...expiry } = renewSchema.parse(body);
  const before = find(context.store, 'payment_method', id);
  if (before.card === undefined) throw invalidRequest(`Payment method ${id} is not a card.`);
  const after = { ...before, card: { ...before.card, ...expiry } };
  const { store, events, cause } = inTimeOf(context, [before.customer ?? '']);
  store.save('payment_method', after);
  events.emit(cause, 'payment_method.automatically_updated', after, before);
  return after;
}
