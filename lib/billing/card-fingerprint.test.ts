import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { cardFingerprint } from './card-fingerprint';

const card = (fingerprint: string | null) => ({ type: 'card', card: { fingerprint } });
const customer = (method: object | null) => ({
  object: 'customer',
  invoice_settings: { default_payment_method: method },
});
const told = (own: object | null, owner: object) =>
  // Stripe's types have a hundred fields more, of which none counts here.
  cardFingerprint({ default_payment_method: own, customer: owner } as unknown as Stripe.Subscription);

describe('cardFingerprint', () => {
  it.each([
    ['the subscription’s own card', card('own'), customer(card('theirs')), 'own'],
    ['the customer’s card', null, customer(card('theirs')), 'theirs'],
    ['nothing that is charged', null, customer(null), null],
    ['a deleted customer', null, { object: 'customer', deleted: true }, null],
    ['no card', { type: 'sepa_debit', sepa_debit: {} }, customer(card('theirs')), null],
    ['a card without a fingerprint', card(null), customer(null), null],
  ])('is that of %s', (_what, own, owner, fingerprint) => {
    expect(told(own, owner)).toBe(fingerprint);
  });
});
