import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import { asTenant, PaymentStatus } from '@/lib/db';
import type { Payment as Row } from '@/lib/db/generated/client';
import { newestFirst, type PageRequest, pageOf } from './newest-first';
import { requireBillingManager } from './require-billing-manager';

/** A payment as the API tells it, tried or done. Amounts are in minor units of `currency`. */
export const paymentSchema = z.object({
  id: z.string(),
  invoiceId: z.string().nullable(),
  status: z.enum(PaymentStatus),
  currency: z.string(),
  amount: z.int(),
  amountReceived: z.int(),
  amountRefunded: z.int(),
  method: z.string().nullable().describe('Stripe’s type of payment method, such as `card`.'),
  card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
  failure: z.string().nullable().describe('Why the last attempt failed.'),
  createdAt: z.iso.datetime(),
});
/** See {@link paymentSchema}. */
export type Payment = z.infer<typeof paymentSchema>;

/**
 * One page of what the organization paid or tried to, newest first.
 * @throws ProblemError 403 unless owner or admin, 422 for a foreign cursor
 */
export async function listPayments(
  principal: Principal,
  request: PageRequest,
): Promise<{ payments: Payment[]; nextCursor: string | null }> {
  requireBillingManager(principal);
  const { where, ...query } = newestFirst(request);
  const { organizationId } = principal;
  const found = await asTenant(principal, (tx) =>
    tx.payment.findMany({ ...query, where: { organizationId, ...where } }),
  );
  const { rows, nextCursor } = pageOf(found, request.limit);
  return { payments: rows.map(toPayment), nextCursor };
}

function toPayment(row: Row): Payment {
  const { id, invoiceId, status, currency, method, cardBrand, cardLast4, failure } = row;
  return {
    id,
    invoiceId,
    status,
    currency,
    amount: Number(row.amount),
    amountReceived: Number(row.amountReceived),
    amountRefunded: Number(row.amountRefunded),
    method,
    card: cardBrand && cardLast4 ? { brand: cardBrand, last4: cardLast4 } : null,
    failure,
    createdAt: row.stripeCreatedAt.toISOString(),
  };
}
