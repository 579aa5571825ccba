import { describe, expect, it } from 'vitest';
import { invoiceWords } from './invoice-words';
import { paymentWords } from './payment-words';

const invoice = {
  status: 'paid',
  total: 4860,
  currency: 'usd',
  amountPaid: 4860,
  amountRefunded: 0,
  amountDiscount: 0,
  discountName: null,
  attemptCount: 0,
  nextPaymentAttemptAt: null,
} as const;

describe('invoiceWords', () => {
  it.each([
    ['paid', { badge: 'Paid', tone: 'success' }],
    ['open', { badge: 'Open', tone: 'warning' }],
    ['uncollectible', { badge: 'Not collected', tone: 'danger' }],
    ['void', { badge: 'Void', tone: 'neutral' }],
    ['draft', { badge: 'Draft', tone: 'neutral' }],
  ] as const)('an invoice that is %s', (status, words) => {
    expect(invoiceWords({ ...invoice, status })).toEqual({ amount: '$48.60', note: null, ...words });
  });

  it('says what was taken off, and what was given back after that', () => {
    const reduced = { ...invoice, amountDiscount: 540, discountName: 'SPRING' };
    expect(invoiceWords(reduced).note).toBe('SPRING: $5.40 off');
    expect(invoiceWords({ ...reduced, discountName: null }).note).toBe('Discount: $5.40 off');
    expect(invoiceWords({ ...reduced, amountRefunded: 860 }).note).toBe('SPRING: $5.40 off. $8.60 refunded');
  });

  it('says what was given back', () => {
    expect(invoiceWords({ ...invoice, amountRefunded: 860 })).toMatchObject({
      badge: 'Partly refunded',
      note: '$8.60 refunded',
    });
    expect(invoiceWords({ ...invoice, amountRefunded: 4860 }).badge).toBe('Refunded');
  });

  it('says that it was tried in vain, and when it is tried again', () => {
    const failed = { ...invoice, status: 'open', attemptCount: 1 } as const;
    expect(invoiceWords({ ...failed, nextPaymentAttemptAt: '2026-11-24T10:00:00.000Z' })).toMatchObject({
      badge: 'Payment failed',
      note: 'Next attempt on November 24, 2026',
    });
    expect(invoiceWords(failed).note).toBeNull();
  });
});

describe('paymentWords', () => {
  const payment = {
    status: 'succeeded',
    amount: 2900,
    amountReceived: 2900,
    amountRefunded: 0,
    currency: 'usd',
    method: 'card',
    card: { brand: 'visa', last4: '4242' },
    failure: null,
  } as const;

  it('names the card by its last digits', () => {
    expect(paymentWords(payment)).toEqual({
      amount: '$29',
      badge: 'Paid',
      tone: 'success',
      by: 'Visa •••• 4242',
      note: null,
    });
    expect(paymentWords({ ...payment, card: null, method: 'sepa_debit' }).by).toBe('Sepa debit');
    expect(paymentWords({ ...payment, card: null, method: null }).by).toBe('No payment method');
  });

  it('says what was given back, what failed and what is asked', () => {
    expect(paymentWords({ ...payment, amountRefunded: 900 })).toMatchObject({
      badge: 'Partly refunded',
      note: '$9 refunded',
    });
    const failed = { ...payment, amountReceived: 0, failure: 'Your card was declined.' };
    expect(paymentWords({ ...failed, status: 'requires_payment_method' })).toMatchObject({
      badge: 'Failed',
      note: 'Your card was declined.',
    });
    expect(paymentWords({ ...failed, status: 'requires_action' }).badge).toBe('To be confirmed');
  });
});
