import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { type Decline, describeCard, type EnteredCard, type TestCard, testCard } from './cards';

/**
 * Makes and stores a payment method from a test card, attached to nobody yet.
 * @param holder `present` when the cardholder entered the card and authenticated where the bank wanted it
 */
export function createPaymentMethod(
  context: Context,
  entered: EnteredCard,
  card: TestCard,
  holder: { email: string | null; name: string | null; present: boolean },
): StoredObjects['payment_method'] {
  const method: StoredObjects['payment_method'] = {
    id: newId('pm', 24),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: {
      address: emptyAddress,
      email: holder.email,
      name: holder.name,
      phone: null,
      tax_id: null,
    },
    card: describeCard(entered, card),
    created: context.clock.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
  context.store.insert('payment_method', method);
  // Later charges must behave as this test card does.
  context.store.writePrivate('payment_method', method.id, {
    number: entered.number,
    isSetUp: holder.present,
  });
  return method;
}

/** Attaches a payment method to a customer and tells so. */
export function attachPaymentMethod(
  context: Context,
  method: StoredObjects['payment_method'],
  customer: string,
): StoredObjects['payment_method'] {
  const attached = { ...method, customer };
  context.store.save('payment_method', attached);
  context.events.emit(context.cause, 'payment_method.attached', attached);
  return attached;
}

/** Why a later charge of a payment method is refused; undefined when it goes through. */
export function laterDecline(context: Context, methodId: string): Decline | undefined {
  return cardBehind(context, methodId).card?.charge;
}

/** Whether a charge without the cardholder would be answered by a wish to authenticate. */
export function asksOffSession(context: Context, methodId: string): boolean {
  const { card, isSetUp } = cardBehind(context, methodId);
  return card?.asksOffSession === 'always' || (card?.asksOffSession === 'until_set_up' && !isSetUp);
}

/** Records that the cardholder has authenticated this card once. */
export function markSetUp(context: Context, methodId: string): void {
  const { number } = cardBehind(context, methodId);
  context.store.writePrivate('payment_method', methodId, { number, isSetUp: true });
}

function cardBehind(context: Context, methodId: string) {
  const known = context.store.readPrivate('payment_method', methodId);
  const facts = typeof known === 'object' && known !== null ? known : {};
  const number = 'number' in facts ? String(facts.number) : '';
  return { number, card: testCard(number), isSetUp: 'isSetUp' in facts && facts.isSetUp === true };
}

const emptyAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
