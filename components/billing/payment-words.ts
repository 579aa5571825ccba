import type { Payment } from '@/lib/billing';
import { formatMoney } from '@/lib/plans';

/** A payment in words: the sum, a word for the badge, what it was paid with, and what there is to say besides. */
export type PaymentWords = {
  amount: string;
  badge: string;
  tone: 'success' | 'warning' | 'danger' | 'neutral';
  by: string;
  note: string | null;
};

/** Puts a payment into words. */
export function paymentWords(payment: PaymentFacts): PaymentWords {
  const { amount, currency, amountRefunded, failure } = payment;
  return {
    amount: formatMoney(amount, currency),
    ...stateOf(payment),
    by: methodOf(payment),
    note: amountRefunded > 0 ? `${formatMoney(amountRefunded, currency)} refunded` : failure,
  };
}

type PaymentFacts = Omit<Payment, 'id' | 'invoiceId' | 'createdAt'>;

function stateOf({
  status,
  amountReceived,
  amountRefunded,
  failure,
}: PaymentFacts): Pick<PaymentWords, 'badge' | 'tone'> {
  if (status === 'succeeded' && amountRefunded > 0) {
    return { badge: amountRefunded >= amountReceived ? 'Refunded' : 'Partly refunded', tone: 'neutral' };
  }
  if (status === 'succeeded') return { badge: 'Paid', tone: 'success' };
  if (status === 'canceled') return { badge: 'Canceled', tone: 'neutral' };
  if (status === 'requires_action') return { badge: 'To be confirmed', tone: 'warning' };
  if (status === 'requires_payment_method' && failure) return { badge: 'Failed', tone: 'danger' };
  return { badge: 'Under way', tone: 'neutral' };
}

function methodOf({ card, method }: PaymentFacts): string {
  if (card) return `${capitalized(card.brand)} •••• ${card.last4}`;
  return method ? capitalized(method.replaceAll('_', ' ')) : 'No payment method';
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
