import type { Clock } from '../core/clock';
import type { Context, Emulator } from '../core/context';
import type { StoredObject } from '../core/objects';
import type { Store } from '../core/store';
import { frozenClock } from './frozen-clock';

/**
 * The time in which something happens to the objects of these ids: that of the test clock on which their customer
 * lives, otherwise the account's. The first id that leads to a customer or a test clock decides.
 */
export function clockOf({ store, clock }: Pick<Emulator, 'store' | 'clock'>, ids: readonly string[]): Clock {
  // Nearly always: then nothing needs to be looked up.
  if (!store.hasAny('test_helpers.test_clock')) return clock;
  for (const id of ids) {
    const found = testClockOf(store, id);
    if (found !== undefined) return found === null ? clock : frozenClock(store, found);
  }
  return clock;
}

/** The same context in the time of what the ids lead to. */
export function inTimeOf(context: Context, ids: readonly string[]): Context {
  return { ...context, clock: clockOf(context, ids) };
}

/**
 * The ids in a request that may lead to a customer, those that say most about it first. Usage names its customer in
 * the payload. Hosted sessions are no part of billing's time: they live in the account's.
 */
export function idsIn(path: string, ids: readonly string[], params: unknown): string[] {
  if (path.startsWith('/v1/checkout/') || path.startsWith('/v1/billing_portal/')) return [];
  const given = Object.entries(isGroup(params) ? params : {});
  const named = tellingParams.flatMap((name) => given.filter(([param]) => param === name));
  const payload = given.find(([param]) => param === 'payload')?.[1];
  const reported = isGroup(payload) ? Object.values(payload) : [];
  return [...named.map(([, value]) => value), ...ids, ...reported].filter((id) => typeof id === 'string');
}

const tellingParams = [
  'test_clock',
  'customer',
  'subscription',
  'from_subscription',
  'invoice',
  'charge',
  'payment_intent',
  'dispute',
];

/** A test clock's id, null for the account's time, undefined when nothing is known. */
function testClockOf(store: Store, id: string): string | null | undefined {
  const object = store.lookup(id) ?? subscriptionWithItem(store, id);
  if (object === undefined) return undefined;
  if (object.object === 'test_helpers.test_clock') return object.id;
  if (object.object === 'customer') return object.test_clock;
  const owner = ownerFields
    .map((field) => Object.entries(object).find(([name]) => name === field)?.[1])
    .find((value) => typeof value === 'string');
  return owner === undefined ? undefined : testClockOf(store, owner);
}

/** Fields by which an object names its customer, or what leads there. */
const ownerFields = ['customer', 'charge', 'invoice'];

function subscriptionWithItem(store: Store, id: string): StoredObject | undefined {
  if (!id.startsWith('si_')) return undefined;
  return store.all('subscription', [{ field: 'items.data', has: { key: 'id', is: id } }])[0];
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
