import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { type CardProblem, enterCard } from '../payments/enter-card';
import { attachPaymentMethod, createPaymentMethod, markSetUp } from '../payments/payment-method';

type Method = StoredObjects['payment_method'];

/** What a card form or the answer to the bank's question leads to. */
export type EnteredMethod =
  | { kind: 'ready'; method: Method }
  | { kind: 'question'; method: Method }
  | { kind: 'problem'; problem: { field: string | null; message: string } };

/**
 * Turns the fields of a card form, or the answer to the bank's question that followed, into a payment method of the
 * customer. One that the bank has not agreed to stays attached to nobody.
 */
export function enteredMethod(context: Context, customer: string, fields: URLSearchParams): EnteredMethod {
  const waiting = context.store.get('payment_method', fields.get('method') ?? '');
  if (waiting !== undefined) {
    const isOwn = waiting.customer === null || waiting.customer === customer;
    if (fields.get('outcome') !== 'complete' || !isOwn) return failed;
    markSetUp(context, waiting.id);
    return { kind: 'ready', method: attached(context, waiting, customer) };
  }
  const text = (name: string) => (fields.get(name) ?? '').slice(0, 500);
  const form = { number: text('number'), expiry: text('expiry'), cvc: text('cvc'), name: text('name') };
  const checked = enterCard(form, context.clock.now());
  if ('field' in checked) return { kind: 'problem', problem: checked satisfies CardProblem };
  const holder = { email: null, name: form.name.trim(), present: false };
  const method = createPaymentMethod(context, checked.entered, checked.card, holder);
  if (checked.card.authentication === 'required') return { kind: 'question', method };
  return { kind: 'ready', method: attached(context, method, customer) };
}

function attached(context: Context, method: Method, customer: string): Method {
  return method.customer === customer ? method : attachPaymentMethod(context, method, customer);
}

const failed: EnteredMethod = {
  kind: 'problem',
  problem: {
    field: null,
    message: 'We are unable to authenticate your payment method. Choose a different card and try again.',
  },
};
