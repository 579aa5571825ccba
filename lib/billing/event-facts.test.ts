import { describe, expect, it } from 'vitest';
import { callsForSync, customerOf, eventSchema } from './event-facts';

describe('customerOf', () => {
  it.each([
    ['an object that names its customer', { object: 'invoice', customer: 'cus_1' }, 'cus_1'],
    ['an expanded customer', { object: 'invoice', customer: { id: 'cus_2', object: 'customer' } }, 'cus_2'],
    ['the customer itself', { object: 'customer', id: 'cus_3' }, 'cus_3'],
    ['an object without a customer', { object: 'product', id: 'prod_1' }, null],
    ['a guest checkout', { object: 'checkout.session', customer: null }, null],
    ['a customer field of another kind', { object: 'unheard_of', customer: 7 }, null],
  ])('finds it in %s', (_case, object, expected) => {
    expect(customerOf({ data: { object } })).toBe(expected);
  });
});

describe('callsForSync', () => {
  it.each([
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'customer.subscription.updated',
    'customer.subscription.a_type_of_tomorrow',
    'customer.deleted',
    'invoice.paid',
    'charge.refunded',
  ])('is asked for by %s', (type) => expect(callsForSync(type)).toBe(true));

  it.each(['customer.created', 'payment_method.attached', 'price.created', 'nothing.known'])(
    'is not asked for by %s',
    (type) => expect(callsForSync(type)).toBe(false),
  );
});

describe('eventSchema', () => {
  const event = { id: 'evt_1', type: 'invoice.paid', created: 1, livemode: false, data: { object: {} } };

  it('takes what every event has', () => expect(eventSchema.safeParse(event).success).toBe(true));

  it.each(['id', 'type', 'created', 'livemode', 'data'])('does not take an event without %s', (name) => {
    expect(eventSchema.safeParse({ ...event, [name]: undefined }).success).toBe(false);
  });
});
