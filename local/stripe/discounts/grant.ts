import { invalidRequest } from '../api/errors';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { boundary } from '../core/periods';

/** One entry of a `discounts` parameter. */
export type WantedDiscount = {
  coupon?: string | undefined;
  discount?: string | undefined;
  promotion_code?: string | undefined;
};

/** Whom discounts are for. */
export type Receiver = { customer: string | null; subscription: string | null; session?: string | null };

/**
 * Redeems coupons and promotion codes and returns the ids of the discounts they became, and those that are kept.
 * @throws StripeError when one does not exist or cannot be redeemed any more
 */
export function grantDiscounts(
  context: Context,
  wanted: readonly WantedDiscount[],
  receiver: Receiver,
): string[] {
  return wanted.map((entry, index) => {
    const param = `discounts[${index}]`;
    if (entry.discount !== undefined)
      return find(context.store, 'discount', entry.discount, `${param}[discount]`).id;
    if (entry.promotion_code !== undefined) {
      const code = find(context.store, 'promotion_code', entry.promotion_code, `${param}[promotion_code]`);
      return redeemCode(context, code, receiver, `${param}[promotion_code]`);
    }
    const coupon = find(context.store, 'coupon', entry.coupon ?? '', `${param}[coupon]`);
    return redeem(context, coupon, null, receiver, `${param}[coupon]`);
  });
}

/** Whether a promotion code can be redeemed now, by this customer. */
export function isRedeemable(
  context: Context,
  code: StoredObjects['promotion_code'],
  customer: string | null,
): boolean {
  const coupon = context.store.get('coupon', code.promotion.coupon ?? '');
  const now = context.clock.now();
  if (!code.active || coupon === undefined || !isValid(context, coupon)) return false;
  if (code.expires_at !== null && code.expires_at <= now) return false;
  if (code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions) return false;
  return code.customer === null || code.customer === customer;
}

/** Whether a coupon can still be redeemed. */
export function isValid({ store, clock }: Context, coupon: StoredObjects['coupon']): boolean {
  if (store.isDeleted('coupon', coupon.id)) return false;
  if (coupon.redeem_by !== null && coupon.redeem_by <= clock.now()) return false;
  return coupon.max_redemptions === null || coupon.times_redeemed < coupon.max_redemptions;
}

function redeemCode(
  context: Context,
  code: StoredObjects['promotion_code'],
  receiver: Receiver,
  param: string,
): string {
  if (!isRedeemable(context, code, receiver.customer)) {
    throw invalidRequest('This promotion code cannot be redeemed.', {
      code: 'promotion_code_invalid',
      param,
    });
  }
  context.store.save('promotion_code', { ...code, times_redeemed: code.times_redeemed + 1 });
  const coupon = find(context.store, 'coupon', code.promotion.coupon ?? '', param);
  return redeem(context, coupon, code.id, receiver, param);
}

function redeem(
  context: Context,
  coupon: StoredObjects['coupon'],
  promotionCode: string | null,
  receiver: Receiver,
  param: string,
): string {
  if (!isValid(context, coupon)) {
    throw invalidRequest(`Coupon ${coupon.id} is expired or was redeemed as often as it may be.`, {
      code: 'coupon_expired',
      param,
    });
  }
  const { store, clock, events, cause } = context;
  store.save('coupon', { ...coupon, times_redeemed: coupon.times_redeemed + 1 });
  const start = clock.now();
  const months = coupon.duration === 'repeating' ? coupon.duration_in_months : null;
  const discount: StoredObjects['discount'] = {
    id: newId('di', 24),
    object: 'discount',
    checkout_session: receiver.session ?? null,
    customer: receiver.customer,
    customer_account: null,
    end: months === null ? null : boundary(start, { interval: 'month', interval_count: 1 }, months),
    invoice: null,
    invoice_item: null,
    promotion_code: promotionCode,
    source: { coupon: coupon.id, type: 'coupon' },
    start,
    subscription: receiver.subscription,
    subscription_item: null,
  };
  store.insert('discount', discount);
  events.emit(cause, 'customer.discount.created', discount);
  return discount.id;
}
