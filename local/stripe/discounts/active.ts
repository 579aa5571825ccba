import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import type { Reduction } from './discount-lines';

type Subscription = StoredObjects['subscription'];

/** The reductions of a subscription that hold at a moment, in the order in which they were given. */
export function activeReductions(context: Context, subscription: Subscription, at: number): Reduction[] {
  return subscription.discounts.flatMap((id) => {
    const discount = context.store.get('discount', id);
    if (discount === undefined || (discount.end !== null && discount.end <= at)) return [];
    const coupon = context.store.get('coupon', discount.source.coupon ?? '');
    if (coupon === undefined) return [];
    const { percent_off: percentOff, amount_off: amountOff, applies_to: appliesTo } = coupon;
    return [{ id, percentOff, amountOff, products: appliesTo?.products ?? null }];
  });
}

/** The subscription without the discounts that were for one invoice only, once they were used on one. */
export function withoutSpent(
  context: Context,
  subscription: Subscription,
  used: ReadonlySet<string>,
): Subscription {
  const discounts = subscription.discounts.filter((id) => {
    const discount = context.store.get('discount', id);
    const coupon = context.store.get('coupon', discount?.source.coupon ?? '');
    return !(coupon?.duration === 'once' && used.has(id));
  });
  return discounts.length === subscription.discounts.length ? subscription : { ...subscription, discounts };
}
