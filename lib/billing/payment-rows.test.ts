import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { invoicesByIntent, paymentRow } from './payment-rows';

const context = {
  organizationId: 'org_1',
  disputes: [],
  stripeCustomerId: 'cus_1',
  invoiceId: 'in_1',
  now: new Date('2026-11-21T12:00:00Z'),
};

describe('paymentRow', () => {
  it('tells from the latest charge how it was paid and what was given back', () => {
    const charge = {
      id: 'ch_1',
      amount_refunded: 900,
      payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
    } as Stripe.Charge;
    expect(paymentRow(intent({ latest_charge: charge }), context)).toMatchObject({
      id: 'pi_1',
      stripeCustomerId: 'cus_1',
      invoiceId: 'in_1',
      status: 'succeeded',
      amount: 2900n,
      amountReceived: 2900n,
      amountRefunded: 900n,
      method: 'card',
      cardBrand: 'visa',
      cardLast4: '4242',
      failure: null,
      stripeCreatedAt: new Date('2026-11-21T00:00:00Z'),
      syncedAt: context.now,
    });
  });

  it('tells why the last attempt failed, until one has succeeded', () => {
    const last_payment_error = {
      message: 'Your card was declined.',
    } as Stripe.PaymentIntent.LastPaymentError;
    const failed = intent({ status: 'requires_payment_method', amount_received: 0, last_payment_error });
    expect(paymentRow(failed, { ...context, invoiceId: undefined })).toMatchObject({
      invoiceId: null,
      status: 'requires_payment_method',
      amountReceived: 0n,
      method: null,
      failure: 'Your card was declined.',
    });
    expect(paymentRow(intent({ last_payment_error }), context).failure).toBeNull();
  });

  const lifetime = { organizationId: 'org_1', planId: 'pro', interval: 'lifetime' };
  it.each<[string, Record<string, string>, string | null]>([
    ['a lifetime bought by this organization', lifetime, 'pro'],
    ['one bought by another organization', { ...lifetime, organizationId: 'org_2' }, null],
    ['a plan that there is not', { ...lifetime, planId: 'gold' }, null],
    ['what is no lifetime', { ...lifetime, interval: 'month' }, null],
    ['no word of a plan', {}, null],
  ])('grants, for %s, the plan that was bought for good', (_case, metadata, planId) => {
    expect(paymentRow(intent({ metadata }), context).grantsPlanId).toBe(planId);
  });

  it.each([
    ['needs_response', true],
    ['under_review', true],
    ['lost', true],
    ['a status of tomorrow', true],
    ['won', false],
    ['warning_closed', false],
  ])('is disputed or not when its dispute is %s', (status, disputed) => {
    const disputes = [{ status } as Stripe.Dispute];
    expect(paymentRow(intent(), { ...context, disputes }).disputed).toBe(disputed);
    expect(paymentRow(intent(), context).disputed).toBe(false);
  });

  it('does not guess at a status that it does not know', () => {
    expect(() => paymentRow(intent({ status: 'hibernating' }), context)).toThrow(/hibernating/);
  });
});

describe('invoicesByIntent', () => {
  it('finds the invoice of each payment intent, told by its id or whole', () => {
    const found = invoicesByIntent([
      invoice('in_1', [{ type: 'payment_intent', payment_intent: 'pi_1' }]),
      invoice('in_2', [
        { type: 'payment_intent', payment_intent: intent({ id: 'pi_2' }) },
        { type: 'payment_record', payment_record: 'pr_1' },
      ]),
      { id: 'in_3' } as Stripe.Invoice,
    ]);
    expect([...found]).toEqual([
      ['pi_1', 'in_1'],
      ['pi_2', 'in_2'],
    ]);
  });
});

function intent(facts: Partial<Stripe.PaymentIntent> = {}): Stripe.PaymentIntent {
  return {
    id: 'pi_1',
    status: 'succeeded',
    currency: 'usd',
    amount: 2900,
    amount_received: 2900,
    latest_charge: null,
    last_payment_error: null,
    metadata: {},
    created: Date.parse('2026-11-21T00:00:00Z') / 1000,
    ...facts,
  } as Stripe.PaymentIntent;
}

function invoice(id: string, payments: Stripe.InvoicePayment.Payment[]): Stripe.Invoice {
  return { id, payments: { data: payments.map((payment) => ({ payment })) } } as Stripe.Invoice;
}
