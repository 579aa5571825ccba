import type { Invoice } from '@/lib/billing';
import { formatMoney } from '@/lib/plans';
import { longDate } from './subscription-words';

/** An invoice in words: what is due or was, and a word for the badge. */
export type InvoiceWords = {
  amount: string;
  /** What was given back or taken off, or when it is tried again. */
  note: string | null;
  badge: string;
  tone: 'success' | 'warning' | 'danger' | 'neutral';
};

/** Puts an invoice into words. */
export function invoiceWords(invoice: InvoiceFacts): InvoiceWords {
  return { amount: formatMoney(invoice.total, invoice.currency), note: noteOf(invoice), ...stateOf(invoice) };
}

type InvoiceFacts = Pick<
  Invoice,
  | 'status'
  | 'total'
  | 'currency'
  | 'amountPaid'
  | 'amountRefunded'
  | 'amountDiscount'
  | 'discountName'
  | 'attemptCount'
  | 'nextPaymentAttemptAt'
>;

function stateOf({
  status,
  amountPaid,
  amountRefunded,
  attemptCount,
}: InvoiceFacts): (typeof states)['paid'] {
  if (status === 'paid' && amountRefunded > 0) {
    return { badge: amountRefunded >= amountPaid ? 'Refunded' : 'Partly refunded', tone: 'neutral' };
  }
  if (status === 'open' && attemptCount > 0) return { badge: 'Payment failed', tone: 'danger' };
  return states[status];
}

function noteOf(invoice: InvoiceFacts): string | null {
  const { status, currency, amountRefunded, amountDiscount, discountName, nextPaymentAttemptAt } = invoice;
  const notes = [
    ...(amountDiscount > 0
      ? [`${discountName ?? 'Discount'}: ${formatMoney(amountDiscount, currency)} off`]
      : []),
    ...(amountRefunded > 0
      ? [`${formatMoney(amountRefunded, currency)} refunded`]
      : status === 'open' && nextPaymentAttemptAt
        ? [`Next attempt on ${longDate(nextPaymentAttemptAt)}`]
        : []),
  ];
  return notes.length > 0 ? notes.join('. ') : null;
}

const states: Record<Invoice['status'], Omit<InvoiceWords, 'amount' | 'note'>> = {
  draft: { badge: 'Draft', tone: 'neutral' },
  open: { badge: 'Open', tone: 'warning' },
  paid: { badge: 'Paid', tone: 'success' },
  uncollectible: { badge: 'Not collected', tone: 'danger' },
  void: { badge: 'Void', tone: 'neutral' },
};
