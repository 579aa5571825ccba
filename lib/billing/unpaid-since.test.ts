import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { unpaidSince } from './unpaid-since';

const day = (n: number) => Date.UTC(2026, 10, n) / 1000;
const onDay = (n: number) => new Date(Date.UTC(2026, 10, n));

describe('unpaidSince', () => {
  it('is when the invoice was finalized, which is when Stripe first tried to collect it', () => {
    expect(unpaidSince([paid(1), open(3, { finalized_at: day(4) })], 'sub_1')).toEqual(onDay(4));
  });

  it('is when it was due, for an invoice that is sent', () => {
    expect(unpaidSince([open(3, { due_date: day(20) })], 'sub_1')).toEqual(onDay(20));
  });

  it('does not start again with every further invoice that is not paid', () => {
    expect(unpaidSince([open(9), open(3), paid(1)], 'sub_1')).toEqual(onDay(3));
    expect(unpaidSince([open(9), invoice(3, { status: 'uncollectible' })], 'sub_1')).toEqual(onDay(3));
  });

  it('starts again when something was paid in between, though an older invoice is still open', () => {
    expect(unpaidSince([open(9), paid(5), open(3)], 'sub_1')).toEqual(onDay(9));
  });

  it('goes by the order of the list where one second made several', () => {
    expect(unpaidSince([open(3), paid(3), paid(1)], 'sub_1')).toEqual(onDay(3));
  });

  it.each([
    ['nothing was billed', []],
    ['all is paid', [paid(1), open(0)]],
    ['what was paid in the same second was billed later', [paid(3), open(3)]],
    [
      'what is not paid is a draft or was voided',
      [invoice(3, { status: 'draft' }), invoice(4, { status: 'void' })],
    ],
    ['what is not paid is another subscription’s', [open(3, { subscription: 'sub_2' })]],
    ['what is not paid is no subscription’s', [open(3, { subscription: null })]],
  ])('is null when %s', (_case, invoices) => expect(unpaidSince(invoices, 'sub_1')).toBeNull());
});

type Facts = {
  status?: Stripe.Invoice.Status;
  finalized_at?: number;
  due_date?: number;
  subscription?: string | null;
};

function invoice(created: number, facts: Facts): Stripe.Invoice {
  const { status = 'open', finalized_at = null, due_date = null, subscription = 'sub_1' } = facts;
  const made = {
    created: day(created),
    status,
    due_date,
    status_transitions: { finalized_at },
    parent: subscription === null ? null : { subscription_details: { subscription } },
  };
  return made as Stripe.Invoice;
}

function open(created: number, facts: Facts = {}): Stripe.Invoice {
  return invoice(created, { finalized_at: day(created), ...facts });
}

function paid(created: number): Stripe.Invoice {
  return invoice(created, { status: 'paid' });
}
