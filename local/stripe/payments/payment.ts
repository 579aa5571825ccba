import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import type { Decline } from './cards';
import { declinedCharge, newCharge } from './charge';
import { newIntent, refusal } from './intent';

/** What is to be paid, by whom and with what. */
export type NewPayment = {
  amount: number;
  currency: string;
  customer: string | null;
  method: StoredObjects['payment_method'];
  description: string | null;
  metadata: Record<string, string>;
  receiptEmail: string | null;
  setupFutureUsage: 'off_session' | 'on_session' | null;
  /** Why the bank refuses; undefined when it agrees. */
  decline: Decline | undefined;
};

/** A payment that was tried: the intent before and after, and its charge. */
export type Payment = {
  created: StoredObjects['payment_intent'];
  intent: StoredObjects['payment_intent'];
  charge: StoredObjects['charge'];
};

/** Makes and stores a payment that succeeds or is declined now. The caller decides the order of its events. */
export function createPayment(context: Context, wanted: NewPayment): Payment {
  const created = newIntent(context, wanted);
  const approved = newCharge(context, wanted, created.id);
  const { decline } = wanted;
  const charge = decline === undefined ? approved : declinedCharge(approved, decline);
  const intent: Payment['intent'] =
    decline === undefined
      ? {
          ...created,
          amount_received: wanted.amount,
          latest_charge: charge.id,
          payment_method: wanted.method.id,
          status: 'succeeded',
        }
      : {
          ...created,
          last_payment_error: refusal(decline, charge.id, wanted.method),
          latest_charge: charge.id,
        };
  context.store.insert('payment_intent', intent);
  context.store.insert('charge', charge);
  return { created, intent, charge };
}
