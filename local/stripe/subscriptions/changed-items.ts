import { invalidRequest, missingParameter } from '../api/errors';
import { mergeMetadata } from '../api/params';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects, StoredSubscriptionItem } from '../core/objects';
import { periodAt } from '../core/periods';
import { newItem } from './create';
import { isMetered, planOf, recurrenceOf } from './plan';

type Subscription = StoredObjects['subscription'];

/** One entry of the `items` parameter. Without an id it adds an item. */
export type ItemChange = {
  id?: string | undefined;
  price?: string | undefined;
  quantity?: number | undefined;
  deleted?: boolean | undefined;
  metadata?: '' | Record<string, string> | undefined;
  /** For a phase of a schedule, whose price was sold when the schedule took it up. */
  mayBeArchived?: true;
};

/**
 * A subscription's items after the changes, in their periods. What is metered counts from when it was `created`; an
 * item that takes another metered price is created anew, under its id.
 * @throws StripeError when an item or price does not exist, does not fit, appears twice, or none would be left
 */
export function changedItems(
  context: Context,
  subscription: Subscription,
  changes: readonly ItemChange[],
  now: number,
): StoredSubscriptionItem[] {
  let items = subscription.items.data;
  for (const [index, change] of changes.entries()) {
    const param = `items[${index}]`;
    if (change.id === undefined) {
      items = [...items, addedItem(context, subscription, change, param, now)];
      continue;
    }
    const old = items.find(({ id }) => id === change.id);
    if (old === undefined) throw noItem(change.id, param);
    items = change.deleted
      ? items.filter((item) => item !== old)
      : items.map((item) =>
          item === old ? changedItem(context, subscription, old, change, param, now) : item,
        );
  }
  if (items.length === 0) {
    throw invalidRequest('A subscription must have at least one active plan.', { param: 'items' });
  }
  if (new Set(items.map(({ price }) => price.id)).size < items.length) {
    throw invalidRequest('Cannot add multiple subscription items with the same plan.', { param: 'items' });
  }
  return items;
}

/** The active recurring price of a parameter. @throws StripeError when it cannot be subscribed to */
export function subscribablePrice(
  context: Context,
  id: string,
  param: string,
  mayBeArchived = false,
): StoredObjects['price'] {
  const price = find(context.store, 'price', id, param);
  if (!price.active && !mayBeArchived) {
    throw invalidRequest('The price specified is inactive. This field only accepts active prices.', {
      param,
    });
  }
  if (price.type !== 'recurring') {
    throw invalidRequest(
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
      { param },
    );
  }
  return price;
}

/** @throws StripeError for a number of units of what is metered */
export function checkedQuantity(
  price: StoredObjects['price'],
  quantity: number | undefined,
  param: string,
): number {
  if (isMetered(price) && quantity !== undefined) {
    throw invalidRequest('You cannot set the quantity of a metered price.', { param: `${param}[quantity]` });
  }
  return quantity ?? 1;
}

function addedItem(
  context: Context,
  subscription: Subscription,
  change: ItemChange,
  param: string,
  now: number,
): StoredSubscriptionItem {
  if (change.price === undefined) throw missingParameter(`${param}[price]`);
  const price = subscribablePrice(context, change.price, `${param}[price]`, change.mayBeArchived);
  checkCurrency(subscription, price, param);
  const quantity = checkedQuantity(price, change.quantity, param);
  const { interval, interval_count } = recurrenceOf(price);
  const sibling = subscription.items.data.find((item) => {
    const own = recurrenceOf(item.price);
    return own.interval === interval && own.interval_count === interval_count;
  });
  const trialEnd = subscription.status === 'trialing' ? subscription.trial_end : null;
  const aligned =
    trialEnd === null
      ? periodAt(subscription.billing_cycle_anchor, { interval, interval_count }, now)
      : { start: now, end: trialEnd };
  const period =
    sibling === undefined
      ? aligned
      : { start: sibling.current_period_start, end: sibling.current_period_end };
  const item = newItem(subscription.id, price, quantity, period, now);
  return { ...item, metadata: mergeMetadata({}, change.metadata) };
}

function changedItem(
  context: Context,
  subscription: Subscription,
  old: StoredSubscriptionItem,
  change: ItemChange,
  param: string,
  now: number,
): StoredSubscriptionItem {
  const price =
    change.price === undefined
      ? old.price
      : subscribablePrice(context, change.price, `${param}[price]`, change.mayBeArchived);
  checkCurrency(subscription, price, param);
  const quantity = checkedQuantity(price, change.quantity, param);
  const { quantity: before, ...rest } = old;
  return {
    ...rest,
    ...(isMetered(price) && price.id !== old.price.id && { created: now }),
    metadata: mergeMetadata(old.metadata, change.metadata),
    plan: planOf(price),
    price,
    ...(!isMetered(price) && { quantity: change.quantity === undefined ? (before ?? 1) : quantity }),
  };
}

function checkCurrency(subscription: Subscription, price: StoredObjects['price'], param: string): void {
  if (price.currency === subscription.currency) return;
  throw invalidRequest(
    `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${subscription.currency}\`.`,
    { param: `${param}[price]` },
  );
}

function noItem(id: string, param: string) {
  return invalidRequest(`No such subscription item: '${id}'`, {
    code: 'resource_missing',
    param: `${param}[id]`,
  });
}
