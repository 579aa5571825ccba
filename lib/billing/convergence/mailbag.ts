import { z } from 'zod';
import { deliver } from '../test-support';
import { webhookEventTypes } from '../webhook-event-types';
import type { StripeAccount } from './stripe-account';

/** How badly the post works. */
export type Post = {
  /** Share of the events, 0 to 1, that never arrive. */
  lost: number;
  /** So many further copies of each event that arrives. */
  copies: number;
};

/** The events on their way from Stripe to us: in no order, some twice, some never. */
export type Mailbag = ReturnType<typeof mailbag>;

/** @param random from 0 (included) to 1 (excluded), which decides everything */
export function mailbag(account: StripeAccount, { lost, copies }: Post, random: () => number) {
  let newest: string | undefined;
  let waiting: StripeEvent[] = [];
  /** When the oldest lost event was made, in seconds since 1970. */
  let lostSince: number | undefined;

  /** Takes what Stripe has to tell since the last time. */
  const collect = async () => {
    const fresh = await eventsAfter(account, newest);
    newest = fresh[0]?.id ?? newest;
    for (const event of fresh.toReversed()) {
      if (!subscribed.has(event.type)) continue;
      if (random() < lost) lostSince ??= event.created;
      else waiting.push(...Array.from({ length: 1 + Math.floor(random() * (copies + 1)) }, () => event));
    }
  };

  /** Delivers a share of what waits, 0 to 1, picked at random and in random order. */
  const deliverSome = async (share: number) => {
    const shuffled = waiting
      .map((event) => ({ event, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ event }) => event);
    const count = Math.ceil(shuffled.length * share);
    waiting = shuffled.slice(count);
    // Several at once, as Stripe sends them: also two copies of one.
    const bag = shuffled.slice(0, count);
    const carry = async () => {
      for (let event = bag.shift(); event !== undefined; event = bag.shift()) await deliver(event);
    };
    await Promise.all(Array.from({ length: carriers }, carry));
  };

  return { collect, deliverSome, lostSince: () => lostSince };
}

const carriers = 4;

/** Only what our endpoint is subscribed to is sent: a change that no such event tells of is lost, and a finding. */
const subscribed: ReadonlySet<string> = new Set(webhookEventTypes);

const eventSchema = z.looseObject({ id: z.string(), type: z.string(), created: z.int() });
type StripeEvent = z.output<typeof eventSchema>;

async function eventsAfter(account: StripeAccount, last: string | undefined): Promise<StripeEvent[]> {
  const query = last === undefined ? {} : { ending_before: last };
  if (last === undefined) return account.all('/v1/events', eventSchema);
  const pageSchema = z.object({ data: z.array(eventSchema), has_more: z.boolean() });
  const found: StripeEvent[] = [];
  for (let before = query.ending_before ?? last; ; ) {
    const search = new URLSearchParams({ limit: '100', ending_before: before });
    const { data, has_more } = await account.get(`/v1/events?${search}`, pageSchema);
    found.unshift(...data);
    before = data[0]?.id ?? before;
    if (!has_more) return found;
  }
}
