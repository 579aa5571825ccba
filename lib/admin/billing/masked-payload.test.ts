import { describe, expect, it } from 'vitest';
import { maskedPayload } from './masked-payload';

describe('what is shown of an event', () => {
  it('is all that helps to understand it', () => {
    const event = {
      id: 'evt_1',
      type: 'invoice.paid',
      data: {
        object: {
          customer: 'cus_1',
          customer_email: 'nora@example.test',
          total: 2900,
          paid: true,
          note: null,
        },
      },
    };
    expect(maskedPayload(event)).toEqual(event);
  });

  it('is nothing that somebody could pay with, read an invoice by or recognise a card by', () => {
    const shown = maskedPayload({
      data: {
        object: {
          client_secret: 'pi_1_secret_2',
          hosted_invoice_url: 'https://invoice.stripe.com/i/1',
          invoice_pdf: 'https://pay.stripe.com/invoice/1/pdf',
          payment_method_details: {
            type: 'card',
            card: {
              brand: 'visa',
              last4: '4242',
              exp_month: 12,
              fingerprint: 'abc',
              wallet: { dynamic_last4: '1234' },
            },
          },
          bank_account: { bank_name: 'A bank', last4: '6789', country: 'DE', routing_number: '110000000' },
          cards: [{ card: { number: '4242424242424242' } }],
          description: 'made with sk_test_abcdefghij',
        },
      },
    });
    const text = JSON.stringify(shown);
    expect(text).not.toMatch(/secret_2|stripe\.com|4242|1234|6789|110000000|abc|A bank|"exp_month":12/);
    expect(shown).toMatchObject({
      data: {
        object: {
          payment_method_details: { type: 'card', card: { brand: 'visa' } },
          bank_account: { country: 'DE' },
        },
      },
    });
  });

  it('keeps the shape of what it masks', () => {
    expect(maskedPayload({ card: { last4: '4242', checks: { cvc_check: 'pass' } } })).toEqual({
      card: { last4: '•••', checks: { cvc_check: '•••' } },
    });
  });
});
