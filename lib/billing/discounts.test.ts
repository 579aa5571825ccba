import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { invoiceDiscount, subscriptionDiscount } from './discounts';

const coupon = (changes: Partial<Stripe.Coupon>) =>
  ({ name: 'Spring', percent_off: null, amount_off: null, duration: 'forever', ...changes }) as Stripe.Coupon;
const discount = (changes: Partial<Stripe.Discount>) =>
  ({ id: 'di_1', end: null, promotion_code: null, ...changes }) as Stripe.Discount;

describe('subscriptionDiscount', () => {
  it('is nothing without one, and for one that was not asked for whole', () => {
    const none = {
      discountName: null,
      discountPercent: null,
      discountAmount: null,
      discountEndsAt: null,
      discountOnce: false,
    };
    expect(subscriptionDiscount([])).toEqual(none);
    expect(subscriptionDiscount(undefined)).toEqual(none);
    expect(subscriptionDiscount(['di_1'])).toEqual(none);
  });

  it('tells the code that was typed, and the coupon’s name where there was none', () => {
    const source = { coupon: coupon({ percent_off: 12.5 }), type: 'coupon' as const };
    const code = { code: 'SPRING26' } as Stripe.PromotionCode;
    expect(subscriptionDiscount([discount({ source, promotion_code: code })])).toMatchObject({
      discountName: 'SPRING26',
      discountPercent: 12.5,
    });
    expect(subscriptionDiscount([discount({ source })]).discountName).toBe('Spring');
  });

  it('tells an amount, its end, and whether it is for one invoice', () => {
    const source = { coupon: coupon({ amount_off: 500, duration: 'once' }), type: 'coupon' as const };
    expect(subscriptionDiscount([discount({ source, end: 1_800_000_000 })])).toMatchObject({
      discountAmount: 500n,
      discountEndsAt: new Date(1_800_000_000_000),
      discountOnce: true,
    });
  });
});

describe('invoiceDiscount', () => {
  it('adds up what was taken off, and names nothing that took nothing', () => {
    const source = { coupon: coupon({ percent_off: 10 }), type: 'coupon' as const };
    const discounts = [discount({ source })];
    const amounts = [
      { amount: 300, discount: 'di_1' },
      { amount: 50, discount: 'di_2' },
    ];
    expect(invoiceDiscount({ discounts, total_discount_amounts: amounts })).toEqual({
      discountName: 'Spring',
      amountDiscount: 350n,
    });
    expect(invoiceDiscount({ discounts, total_discount_amounts: null })).toEqual({
      discountName: null,
      amountDiscount: 0n,
    });
  });
});
