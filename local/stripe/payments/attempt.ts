import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { declinedCharge, newCharge } from './charge';
import { refusal } from './intent';
import { takeOrderedDecline } from './ordered-declines';
import { asksOffSession, laterDecline, markSetUp } from './payment-method';

type Intent = StoredObjects['payment_intent'];
type Charge = StoredObjects['charge'];

/** What became of an attempt to take the money of an intent. */
export type Attempt =
  | { kind: 'succeeded' | 'declined'; intent: Intent; charge: Charge }
  | { kind: 'requires_action'; intent: Intent };

/**
 * Tries to take an intent's money from a payment method, stores what came of it and makes the events of intent and
 * charge.
 * @param authenticated the cardholder is there and has answered the bank's question, where there was one
 */
export function attemptPayment(
  context: Context,
  before: Intent,
  method: StoredObjects['payment_method'],
  authenticated: boolean,
): Attempt {
  if (!authenticated && asksOffSession(context, method.id)) return askHolder(context, before, method);
  if (authenticated) markSetUp(context, method.id);
  const { events, cause, store } = context;
  const approved = newCharge(
    context,
    {
      amount: before.amount,
      currency: before.currency,
      customer: before.customer,
      method,
      description: before.description,
      metadata: before.metadata,
      receiptEmail: before.receipt_email,
    },
    before.id,
  );
  const decline = takeOrderedDecline(context) ?? laterDecline(context, method.id);
  if (decline !== undefined) {
    const charge = declinedCharge(approved, decline);
    const intent: Intent = {
      ...before,
      last_payment_error: refusal(decline, charge.id, method),
      latest_charge: charge.id,
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    };
    store.insert('charge', charge);
    store.save('payment_intent', intent);
    events.emit(cause, 'charge.failed', charge);
    events.emit(cause, 'payment_intent.payment_failed', intent);
    return { kind: 'declined', intent, charge };
  }
  const intent: Intent = {
    ...before,
    amount_received: before.amount,
    last_payment_error: null,
    latest_charge: approved.id,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  };
  store.insert('charge', approved);
  store.save('payment_intent', intent);
  events.emit(cause, 'charge.succeeded', approved);
  events.emit(cause, 'payment_intent.succeeded', intent);
  return { kind: 'succeeded', intent, charge: approved };
}

function askHolder(context: Context, before: Intent, method: StoredObjects['payment_method']): Attempt {
  const intent: Intent = {
    ...before,
    next_action: {
      type: 'use_stripe_sdk',
      use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: `${context.publicUrl}/` },
    },
    payment_method: method.id,
    status: 'requires_action',
  };
  context.store.save('payment_intent', intent);
  context.events.emit(context.cause, 'payment_intent.requires_action', intent);
  return { kind: 'requires_action', intent };
}
