import type Stripe from 'stripe';
import { instantOrNull } from './stripe-values';

/** What a list of subscriptions or invoices has to be asked for, so that their discounts can be told. */
export const listedDiscounts = ['data.discounts.promotion_code', 'data.discounts.source.coupon'];

/** What {@link listedDiscounts} makes of a discount. */
type Told = string | Stripe.Discount | Stripe.DeletedDiscount;

/** The columns of a subscription that tell its discount, the first should it have several. */
export function subscriptionDiscount(discounts: readonly Told[] | null | undefined) {
  const discount = whole(discounts?.[0]);
  const coupon = couponOf(discount);
  return {
    discountName: nameOf(discount),
    discountPercent: coupon?.percent_off ?? null,
    discountAmount: coupon && coupon.amount_off !== null ? BigInt(coupon.amount_off) : null,
    discountEndsAt: instantOrNull(discount && 'end' in discount ? discount.end : null),
    discountOnce: coupon?.duration === 'once',
  };
}

/** The columns of an invoice that tell what its discounts took off. */
export function invoiceDiscount({
  discounts,
  total_discount_amounts: amounts,
}: Pick<Stripe.Invoice, 'discounts' | 'total_discount_amounts'>) {
  const off = (amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
  return { discountName: off > 0 ? nameOf(whole(discounts?.[0])) : null, amountDiscount: BigInt(off) };
}

/** The code that somebody typed, or else the coupon's own name. */
function nameOf(discount: Exclude<Told, string> | undefined): string | null {
  const code = discount?.promotion_code;
  if (code && typeof code !== 'string') return code.code;
  return couponOf(discount)?.name ?? null;
}

function couponOf(discount: Exclude<Told, string> | undefined): Stripe.Coupon | undefined {
  const coupon = discount?.source.coupon;
  return coupon && typeof coupon !== 'string' ? coupon : undefined;
}

function whole(discount: Told | undefined): Exclude<Told, string> | undefined {
  return typeof discount === 'string' ? undefined : discount;
}
