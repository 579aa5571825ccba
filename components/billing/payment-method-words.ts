import type { PaymentMethod } from '@/lib/billing';

/** A payment method for people: its name, what there is to say of it, and whether that is bad. */
export type PaymentMethodWords = { name: string; note: string; tone: 'plain' | 'warning' | 'danger' };

/** Puts a payment method into words. A card is good to the end of its month; a month before that it is told. */
export function paymentMethodWords(method: PaymentMethod, now: Date): PaymentMethodWords {
  if (method.type === 'other') {
    return {
      name: capitalized(method.name.replaceAll('_', ' ')),
      note: 'Charged at each renewal.',
      tone: 'plain',
    };
  }
  const { brand, last4, expiryMonth, expiryYear } = method;
  const name = `${brandNames[brand] ?? capitalized(brand)} •••• ${last4}`;
  const month = monthName.format(new Date(Date.UTC(expiryYear, expiryMonth - 1)));
  // The first moment at which it is good no more.
  const daysLeft = (Date.UTC(expiryYear, expiryMonth) - now.getTime()) / 86_400_000;
  if (daysLeft <= 0) {
    return {
      name,
      note: `Expired in ${month}. Enter another card, or the next payment may fail.`,
      tone: 'danger',
    };
  }
  if (daysLeft <= soonDays) {
    return {
      name,
      note: `Expires at the end of ${month}. Enter another card before the next payment.`,
      tone: 'warning',
    };
  }
  return { name, note: `Expires ${month}.`, tone: 'plain' };
}

const soonDays = 31;

const monthName = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

const brandNames: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  unknown: 'Card',
};

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
