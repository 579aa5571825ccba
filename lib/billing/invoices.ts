import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import { asTenant, InvoiceStatus } from '@/lib/db';
import type { Invoice as Row } from '@/lib/db/generated/client';
import { problems } from '@/lib/http';
import { newestFirst, type PageRequest, pageOf } from './newest-first';
import { requireBillingManager } from './require-billing-manager';
import { callStripe, isMissing } from './stripe';

/** An invoice as the API tells it. Amounts are in minor units of `currency`. */
export const invoiceSchema = z.object({
  id: z.string(),
  number: z.string().nullable().describe('Null while it is a draft.'),
  status: z.enum(InvoiceStatus),
  currency: z.string(),
  total: z.int(),
  amountDue: z.int(),
  amountPaid: z.int(),
  amountRemaining: z.int(),
  amountRefunded: z.int(),
  amountDiscount: z.int().describe('What discounts took off; `total` is after it.'),
  discountName: z.string().nullable(),
  reason: z.string().nullable().describe('Why Stripe made it, such as `subscription_cycle`.'),
  attemptCount: z.int().describe('How often it was tried to be collected.'),
  nextPaymentAttemptAt: z.iso.datetime().nullable().describe('When Stripe tries again by itself.'),
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  paidAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
/** See {@link invoiceSchema}. */
export type Invoice = z.infer<typeof invoiceSchema>;

/**
 * One page of the organization's invoices, newest first.
 * @throws ProblemError 403 unless owner or admin, 422 for a foreign cursor
 */
export async function listInvoices(
  principal: Principal,
  request: PageRequest,
): Promise<{ invoices: Invoice[]; nextCursor: string | null }> {
  requireBillingManager(principal);
  const { where, ...query } = newestFirst(request);
  const { organizationId } = principal;
  const found = await asTenant(principal, (tx) =>
    tx.invoice.findMany({ ...query, where: { organizationId, ...where } }),
  );
  const { rows, nextCursor } = pageOf(found, request.limit);
  return { invoices: rows.map(toInvoice), nextCursor };
}

/** One invoice. @throws ProblemError 403 unless owner or admin, 404 for what is not the organization's */
export async function getInvoice(principal: Principal, id: string): Promise<Invoice> {
  requireBillingManager(principal);
  const { organizationId } = principal;
  const row = await asTenant(principal, (tx) => tx.invoice.findFirst({ where: { organizationId, id } }));
  if (!row) throw problems.notFound();
  return toInvoice(row);
}

/**
 * Where Stripe keeps an invoice's PDF. Asked for each time, because Stripe's addresses run out.
 * @throws ProblemError as of {@link getInvoice}, 409 `conflict` for a draft, 503 when Stripe does not answer
 */
export async function invoicePdf(principal: Principal, id: string): Promise<{ url: string }> {
  await getInvoice(principal, id);
  try {
    const { invoice_pdf: url } = await callStripe((stripe) => stripe.invoices.retrieve(id));
    if (!url) throw problems.conflict('This invoice is a draft and has no PDF yet.');
    return { url };
  } catch (error) {
    if (isMissing(error)) throw problems.notFound('Stripe no longer has this invoice.');
    throw error;
  }
}

function toInvoice(row: Row): Invoice {
  const { id, number, status, currency } = row;
  return {
    id,
    number,
    status,
    currency,
    total: Number(row.total),
    amountDue: Number(row.amountDue),
    amountPaid: Number(row.amountPaid),
    amountRemaining: Number(row.amountRemaining),
    amountRefunded: Number(row.amountRefunded),
    amountDiscount: Number(row.amountDiscount),
    discountName: row.discountName,
    reason: row.billingReason,
    attemptCount: row.attemptCount,
    nextPaymentAttemptAt: row.nextPaymentAttemptAt?.toISOString() ?? null,
    periodStart: row.periodStart.toISOString(),
    periodEnd: row.periodEnd.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    paidAt: row.paidAt?.toISOString() ?? null,
    createdAt: row.stripeCreatedAt.toISOString(),
  };
}
