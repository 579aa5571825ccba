import { invalidRequest, StripeError } from '../api/errors';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { testCard } from './cards';
import { magicMethodNumber } from './magic-methods';
import { attachPaymentMethod, createPaymentMethod } from './payment-method';

/**
 * Attaches a payment method, or a fresh copy of one of Stripe's ready-made test methods such as `pm_card_visa`.
 * @throws StripeError when it belongs to somebody else (400) or the card is refused when it is entered (402)
 */
export function attach(context: Context, id: string, customer: string): StoredObjects['payment_method'] {
  const { id: owner } = find(context.store, 'customer', customer, 'customer');
  const method =
    magicMethodNumber(id) === undefined
      ? find(context.store, 'payment_method', id)
      : freshMethod(context, id);
  if (method.customer === owner) return method;
  if (method.customer !== null) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
    });
  }
  return attachPaymentMethod(context, method, owner);
}

/** A copy of a ready-made test method, attached to nobody. @throws StripeError when its card is refused */
export function freshMethod(context: Context, id: string): StoredObjects['payment_method'] {
  const number = magicMethodNumber(id) ?? '';
  const card = testCard(number);
  if (card === undefined) throw new Error(`${id} stands for ${number}, which is no test card.`);
  const { entry } = card;
  if (entry !== undefined) {
    throw new StripeError(402, 'card_error', entry.message, {
      code: entry.code,
      ...(entry.decline_code && { decline_code: entry.decline_code }),
    });
  }
  const expYear = new Date(context.clock.now() * 1000).getUTCFullYear() + 4;
  const entered = { number, expMonth: 12, expYear, cvc: '123' };
  return createPaymentMethod(context, entered, card, { email: null, name: null, present: false });
}
