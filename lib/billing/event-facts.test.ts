import { describe, expect, it } from 'vitest';
import { callsForSync, customerOf, customersThingOf, eventSchema } from './event-facts';
import { webhookEventTypes } from './webhook-event-types';

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

  it('finds it in what was so before, for what was taken from it', () => {
    const object = { object: 'payment_method', id: 'pm_1', customer: null };
    expect(customerOf({ data: { object, previous_attributes: { customer: 'cus_4' } } })).toBe('cus_4');
  });
});

describe('customersThingOf', () => {
  it.each([
    [
      'a dispute',
      { object: 'dispute', charge: 'ch_1', payment_intent: 'pi_1' },
      { kind: 'payment_intent', id: 'pi_1' },
    ],
    [
      'a refund of a charge alone',
      { object: 'refund', charge: 'ch_1', payment_intent: null },
      { kind: 'charge', id: 'ch_1' },
    ],
    [
      'a refund of something expanded',
      { object: 'refund', payment_intent: { id: 'pi_2' } },
      { kind: 'payment_intent', id: 'pi_2' },
    ],
    [
      'the payment of an invoice',
      { object: 'invoice_payment', invoice: 'in_1' },
      { kind: 'invoice', id: 'in_1' },
    ],
    ['a dispute about nothing', { object: 'dispute', charge: null }, null],
    ['what names its customer itself', { object: 'invoice', payment_intent: 'pi_1' }, null],
  ])('is told by %s', (_case, object, expected) => {
    expect(customersThingOf({ data: { object } })).toEqual(expected);
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
    'charge.dispute.created',
    'customer.updated',
    'customer.discount.deleted',
    'invoice_payment.paid',
    'payment_intent.succeeded',
    'payment_intent.processing',
    'payment_method.attached',
    'payment_method.automatically_updated',
    'refund.failed',
    'subscription_schedule.released',
  ])('is asked for by %s', (type) => expect(callsForSync(type)).toBe(true));

  it.each(['customer.created', 'coupon.updated', 'price.created', 'nothing.known'])(
    'is not asked for by %s',
    (type) => expect(callsForSync(type)).toBe(false),
  );
});

it('every event that Stripe is asked to send is acted upon', () => {
  expect(webhookEventTypes.filter((type) => !callsForSync(type))).toEqual([]);
});

describe('eventSchema', () => {
  const event = { id: 'evt_1', type: 'invoice.paid', created: 1, livemode: false, data: { object: {} } };

  it('takes what every event has', () => expect(eventSchema.safeParse(event).success).toBe(true));

  it.each(['id', 'type', 'created', 'livemode', 'data'])('does not take an event without %s', (name) => {
    expect(eventSchema.safeParse({ ...event, [name]: undefined }).success).toBe(false);
  });
});
