import type { Invoice } from '@/lib/billing';
import { formatMoney } from '@/lib/plans';

/** An invoice in words: what is due or was, and a word for the badge. */
export type InvoiceWords = {
  amount: string;
  badge: string;
  tone: 'success' | 'warning' | 'danger' | 'neutral';
};

/** Puts an invoice into words. */
export function invoiceWords({
  status,
  total,
  currency,
}: Pick<Invoice, 'status' | 'total' | 'currency'>): InvoiceWords {
  return { amount: formatMoney(total, currency), ...states[status] };
}

const states: Record<Invoice['status'], Omit<InvoiceWords, 'amount'>> = {
  draft: { badge: 'Draft', tone: 'neutral' },
  open: { badge: 'Open', tone: 'warning' },
  paid: { badge: 'Paid', tone: 'success' },
  uncollectible: { badge: 'Not collected', tone: 'danger' },
  void: { badge: 'Void', tone: 'neutral' },
};
