import { afterAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { getInvoice, invoicePdf, listInvoices } from './invoices';
import { listPayments } from './payments';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import { buy, deleteInStripe, makeOwner } from './test-support';

afterAll(disconnect);

describe('what was billed and paid', () => {
  it('is there after a purchase, with amounts in minor units', async () => {
    const { owner } = await subscriber();
    const { invoices, nextCursor } = await listInvoices(owner, { limit: 50 });
    expect(nextCursor).toBeNull();
    expect(invoices).toEqual([
      expect.objectContaining({
        number: expect.stringMatching(/-0001$/),
        status: 'paid',
        currency: 'usd',
        total: 2900,
        amountDue: 2900,
        amountPaid: 2900,
        amountRemaining: 0,
        paidAt: expect.any(String),
      }),
    ]);
    const { payments } = await listPayments(owner, { limit: 50 });
    expect(payments).toEqual([
      expect.objectContaining({
        invoiceId: invoices[0]?.id,
        status: 'succeeded',
        currency: 'usd',
        amount: 2900,
        amountReceived: 2900,
        amountRefunded: 0,
        method: 'card',
        card: { brand: 'visa', last4: '4242' },
        failure: null,
      }),
    ]);
  });

  it('says what was given back', async () => {
    const { owner, customer } = await subscriber();
    const [payment] = (await listPayments(owner, { limit: 1 })).payments;
    await callStripe((stripe) => stripe.refunds.create({ payment_intent: payment?.id ?? '', amount: 900 }));
    await syncCustomer(customer);
    expect((await listPayments(owner, { limit: 1 })).payments).toEqual([{ ...payment, amountRefunded: 900 }]);
  });

  it('is the same however often it is synced, and repaired when changed by hand', async () => {
    const { owner, customer } = await subscriber();
    const before = await both(owner);
    const { organizationId } = owner;
    await asService('test.tamper', async (tx) => {
      const { organizationId: _, ...row } = await tx.invoice.findFirstOrThrow({ where: { organizationId } });
      await tx.invoice.create({ data: { ...row, organizationId, id: 'in_invented' } });
      await tx.invoice.updateMany({
        where: { organizationId, id: row.id },
        data: { status: 'void', total: 1 },
      });
      await tx.payment.updateMany({ where: { organizationId }, data: { amount: 1, invoiceId: null } });
    });
    expect(await both(owner)).not.toEqual(before);
    await syncCustomer(customer);
    await syncCustomer(customer);
    expect(await both(owner)).toEqual(before);
  });

  it('stays when Stripe has deleted the customer, beside what the next one is billed', async () => {
    const { owner, customer } = await subscriber();
    const before = await both(owner);
    await deleteInStripe(customer);
    await syncCustomer(customer);
    expect(await both(owner)).toEqual(before);
    const { customer: next } = await buy(owner);
    await syncCustomer(next);
    expect((await listInvoices(owner, { limit: 50 })).invoices).toHaveLength(2);
  });

  it('comes in pages that miss and repeat nothing, also within one second', async () => {
    const { owner } = await subscriber();
    const { organizationId } = owner;
    await asService('test.many', async (tx) => {
      const row = await tx.invoice.findFirstOrThrow({ where: { organizationId } });
      await tx.invoice.createMany({ data: [1, 2, 3, 4].map((n) => ({ ...row, id: `in_${n}` })) });
    });
    const all = (await listInvoices(owner, { limit: 50 })).invoices.map(({ id }) => id);
    expect(all).toHaveLength(5);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listInvoices(owner, { limit: 2, cursor });
      paged.push(...page.invoices.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(all);
  });

  it.each(['x', Buffer.from('yesterday in_1').toString('base64url')])(
    'is not paged by %s, which is no cursor of ours',
    async (cursor) => {
      const owner = await makeOwner();
      await expect(listInvoices(owner, { limit: 2, cursor })).rejects.toMatchObject({ status: 422 });
    },
  );
});

describe('an invoice', () => {
  it('and its PDF are there for its organization', async () => {
    const { owner } = await subscriber();
    const invoice = await onlyInvoice(owner);
    expect(await getInvoice(owner, invoice.id)).toEqual(invoice);
    const { url } = await invoicePdf(owner, invoice.id);
    const file = await fetch(url);
    expect(file.headers.get('content-type')).toBe('application/pdf');
  });

  it('is not there for anybody else', async () => {
    const { owner } = await subscriber();
    const { id } = await onlyInvoice(owner);
    const stranger = await makeOwner();
    await expect(getInvoice(stranger, id)).rejects.toMatchObject({ status: 404 });
    await expect(invoicePdf(stranger, id)).rejects.toMatchObject({ status: 404 });
    // Not even by a claim of the other organization: row-level security asks for the membership.
    const intruder = { ...stranger, organizationId: owner.organizationId };
    expect(await both(intruder)).toEqual({ invoices: [], payments: [] });
  });

  it('is not for members who do not manage billing', async () => {
    const { owner } = await subscriber();
    const { id } = await onlyInvoice(owner);
    const member = { ...owner, role: 'member' as const };
    const refusal = { status: 403 };
    await expect(getInvoice(member, id)).rejects.toMatchObject(refusal);
    await expect(invoicePdf(member, id)).rejects.toMatchObject(refusal);
    await expect(listInvoices(member, { limit: 1 })).rejects.toMatchObject(refusal);
    await expect(listPayments(member, { limit: 1 })).rejects.toMatchObject(refusal);
  });
});

async function subscriber() {
  const owner = await makeOwner();
  const { customer } = await buy(owner);
  await syncCustomer(customer);
  return { owner, customer };
}

async function onlyInvoice(owner: Principal) {
  const [invoice] = (await listInvoices(owner, { limit: 1 })).invoices;
  if (!invoice) throw new Error('nothing was billed');
  return invoice;
}

async function both(owner: Principal) {
  const { invoices } = await listInvoices(owner, { limit: 50 });
  const { payments } = await listPayments(owner, { limit: 50 });
  return { invoices, payments };
}
