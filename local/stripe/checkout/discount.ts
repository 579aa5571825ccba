import type { Context } from '../core/context';
import type { StoredLineItem, StoredObjects } from '../core/objects';
import { discountLines, type Reduction } from '../discounts/discount-lines';
import { isRedeemable } from '../discounts/grant';
import { promotionCodeNamed } from '../discounts/named';
import { taxationOf, taxOn } from '../tax/taxation';
import { placeOfSession } from './billing-details';
import { heldBy, hold } from './held';

type Session = StoredObjects['checkout.session'];

/** What takes something off a session: a coupon, given directly or by a promotion code. */
export type SessionDiscount = { coupon: string | null; promotion_code: string | null };

/**
 * Reckons a session's amounts anew with a discount, or without one, and with the tax of the place that is known by now,
 * and stores them. What a trial makes free today is
 * not reduced; its discount counts from the first invoice that costs something.
 */
export function discountSession(
  context: Context,
  before: Session,
  discount: SessionDiscount | undefined,
): Session {
  const held = heldBy(context.store, before.id);
  const trial = held.subscription.trialDays > 0 || held.subscription.trialEnd !== null;
  const isDue = (item: StoredLineItem) => !(trial && item.price?.type === 'recurring');
  const taxation = before.automatic_tax.enabled ? taxationOf(placeOfSession(context, before, held)) : null;
  const lines = held.lineItems.map((item) => ({
    amount: item.amount_subtotal,
    discountable: isDue(item),
    product: item.price?.product ?? null,
  }));
  const parts = discountLines(lines, discount === undefined ? [] : [reductionOf(context, discount)]);
  const lineItems = held.lineItems.map((item, index) => {
    const amount_discount = (parts[index] ?? []).reduce((sum, { amount }) => sum + amount, 0);
    const net = item.amount_subtotal - amount_discount;
    const amount_tax = taxOn(net, taxation);
    return { ...item, amount_discount, amount_tax, amount_total: net + amount_tax };
  });
  const off = lineItems.reduce((sum, item) => sum + item.amount_discount, 0);
  const tax = lineItems.filter(isDue).reduce((sum, item) => sum + item.amount_tax, 0);
  const session: Session = {
    ...before,
    amount_total: (before.amount_subtotal ?? 0) - off + tax,
    automatic_tax: before.automatic_tax.enabled
      ? { ...before.automatic_tax, status: taxation === null ? 'requires_location_inputs' : 'complete' }
      : before.automatic_tax,
    discounts: discount === undefined ? [] : [discount],
    total_details: { amount_discount: off, amount_shipping: 0, amount_tax: tax },
  };
  context.store.save('checkout.session', session);
  hold(context.store, session.id, { ...held, lineItems });
  return session;
}

/** Applies a promotion code that a person typed. Undefined when there is none such for this customer. */
export function applyPromotionCode(context: Context, session: Session, typed: string): Session | undefined {
  const code = promotionCodeNamed(context, typed);
  if (code === undefined || !isRedeemable(context, code, session.customer)) return undefined;
  return discountSession(context, session, { coupon: null, promotion_code: code.id });
}

function reductionOf({ store }: Context, discount: SessionDiscount): Reduction {
  const code = store.get('promotion_code', discount.promotion_code ?? '');
  const coupon = store.get('coupon', discount.coupon ?? code?.promotion.coupon ?? '');
  return {
    id: coupon?.id ?? '',
    percentOff: coupon?.percent_off ?? null,
    amountOff: coupon?.amount_off ?? 0,
    products: coupon?.applies_to?.products ?? null,
  };
}
