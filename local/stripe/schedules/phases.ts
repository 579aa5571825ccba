import type { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { mergeMetadata } from '../api/params';
import type { Context } from '../core/context';
import type { StoredObjects, StoredSubscriptionItem } from '../core/objects';
import { boundary } from '../core/periods';
import { type ItemChange, subscribablePrice } from '../subscriptions/changed-items';
import { isMetered, recurrenceOf } from '../subscriptions/plan';
import type { phaseParams } from './params';

type Schedule = StoredObjects['subscription_schedule'];
export type Phase = Schedule['phases'][number];

/** The phase that a subscription is in when a schedule is laid over it: its items, to the end of their period. */
export function phaseOf(subscription: StoredObjects['subscription']): Phase {
  const { items } = subscription;
  return {
    ...blankPhase,
    currency: subscription.currency,
    end_date: Math.min(...items.data.map((item) => item.current_period_end)),
    items: items.data.map(({ price, quantity, metadata }) => phaseItem(price, quantity, metadata)),
    metadata: {},
    proration_behavior: 'create_prorations',
    start_date: Math.min(...items.data.map((item) => item.current_period_start)),
    trial_end: subscription.status === 'trialing' ? subscription.trial_end : null,
  };
}

/**
 * Phases as parameters give them, each from the end of the one before; without an end one interval long.
 * @throws StripeError for prices that cannot be subscribed to and ends before starts
 */
export function readPhases(
  context: Context,
  given: readonly z.output<typeof phaseParams>[],
  currency: string,
  start: number,
): Phase[] {
  let from = start;
  return given.map((phase, index) => {
    const param = `phases[${index}]`;
    if (typeof phase.start_date === 'number' && phase.start_date !== from) {
      throw invalidRequest(
        index === 0
          ? 'You can not modify the start date of the current phase.'
          : 'The start date of a phase must be the end date of the previous phase.',
        { param: `${param}[start_date]` },
      );
    }
    const prices = phase.items.map((item, place) =>
      subscribablePrice(context, item.price, `${param}[items][${place}][price]`),
    );
    const [first] = prices;
    if (first === undefined) throw invalidRequest('A phase needs items.', { param: `${param}[items]` });
    const end = phase.end_date ?? boundary(from, phase.duration ?? recurrenceOf(first), 1);
    if (end <= from) {
      throw invalidRequest('The end date of a phase must be after its start date.', {
        param: `${param}[end_date]`,
      });
    }
    const made: Phase = {
      ...blankPhase,
      currency,
      end_date: end,
      items: prices.map((price, place) =>
        phaseItem(price, phase.items[place]?.quantity, phase.items[place]?.metadata ?? {}),
      ),
      metadata: mergeMetadata({}, phase.metadata),
      proration_behavior: phase.proration_behavior ?? 'create_prorations',
      start_date: from,
      trial_end: null,
    };
    from = end;
    return made;
  });
}

/** What becomes of what is left of a period, and of what was used, when a phase begins. */
export function behaviorOf({ proration_behavior: wanted }: Phase): (typeof behaviors)[number] {
  // The SDK leaves its lists of values open; these three are all there are.
  return behaviors.find((known) => known === wanted) ?? 'create_prorations';
}

/**
 * How a subscription's items become those of a phase. An item keeps its id where there is one to keep, but for what is
 * metered: at another price that is another item.
 */
export function changesFor(current: readonly StoredSubscriptionItem[], phase: Phase): ItemChange[] {
  const free = new Set(current);
  const same = phase.items.map((wanted) => {
    const item = [...free].find(({ price }) => price.id === wanted.price);
    if (item !== undefined) free.delete(item);
    return item;
  });
  const changes = phase.items.map(({ price, quantity }, index): ItemChange => {
    let item = same[index];
    if (item === undefined && quantity !== undefined) {
      item = [...free].find((candidate) => !isMetered(candidate.price));
      if (item !== undefined) free.delete(item);
    }
    return {
      ...(item && { id: item.id }),
      price,
      mayBeArchived: true,
      ...(quantity !== undefined && { quantity }),
    };
  });
  return [...changes, ...[...free].map(({ id }) => ({ id, deleted: true }))];
}

/** Whether a subscription already has the items of a phase. */
export function isInPhase(current: readonly StoredSubscriptionItem[], phase: Phase): boolean {
  const text = (items: readonly { price: string; quantity?: number | undefined }[]) =>
    JSON.stringify(items.map(({ price, quantity }) => [price, quantity ?? null]).toSorted());
  const held = current.map(({ price, quantity }) => ({ price: price.id, quantity }));
  return text(held) === text(phase.items);
}

function phaseItem(
  price: StoredObjects['price'],
  quantity: number | undefined,
  metadata: Record<string, string>,
): Phase['items'][number] {
  return {
    billing_thresholds: null,
    discounts: [],
    metadata,
    plan: price.id,
    price: price.id,
    ...(!isMetered(price) && { quantity: quantity ?? 1 }),
    tax_rates: [],
  };
}

const behaviors = ['always_invoice', 'create_prorations', 'none'] as const;

const blankPhase = {
  add_invoice_items: [],
  application_fee_percent: null,
  billing_cycle_anchor: null,
  billing_thresholds: null,
  collection_method: null,
  default_payment_method: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  invoice_settings: null,
  on_behalf_of: null,
  transfer_data: null,
} satisfies Partial<Phase>;
