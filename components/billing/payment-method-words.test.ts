import { describe, expect, it } from 'vitest';
import { paymentMethodWords } from './payment-method-words';

const card = { type: 'card', brand: 'visa', last4: '4242', expiryMonth: 8, expiryYear: 2027 } as const;
const at = (iso: string) => paymentMethodWords(card, new Date(iso));

describe('paymentMethodWords', () => {
  it.each([
    ['long before its end', '2026-11-26T00:00:00Z', 'plain', 'Expires August 2027.'],
    [
      'a month before its end',
      '2027-08-01T00:00:00Z',
      'warning',
      'Expires at the end of August 2027. Enter another card before the next payment.',
    ],
    [
      'in its last second',
      '2027-08-31T23:59:59Z',
      'warning',
      'Expires at the end of August 2027. Enter another card before the next payment.',
    ],
    [
      'after its end',
      '2027-09-01T00:00:00Z',
      'danger',
      'Expired in August 2027. Enter another card, or the next payment may fail.',
    ],
  ])('tells of a card %s', (_case, now, tone, note) => {
    expect(at(now)).toEqual({ name: 'Visa •••• 4242', tone, note });
  });

  it('rolls over the year', () => {
    const december = { ...card, expiryMonth: 12 };
    expect(paymentMethodWords(december, new Date('2027-12-31T23:00:00Z')).tone).toBe('warning');
    expect(paymentMethodWords(december, new Date('2028-01-01T00:00:00Z')).tone).toBe('danger');
  });

  it('names what is no card, and brands as people do', () => {
    const now = new Date('2026-11-26');
    expect(paymentMethodWords({ type: 'other', name: 'sepa_debit' }, now).name).toBe('Sepa debit');
    expect(paymentMethodWords({ ...card, brand: 'amex' }, now).name).toBe('American Express •••• 4242');
  });
});
