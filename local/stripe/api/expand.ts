import { heldBy } from '../checkout/held';
import type { ObjectType, StoredObject } from '../core/objects';
import type { Store } from '../core/store';
import { invalidRequest } from './errors';

const MAX_DEPTH = 4;

/**
 * Replaces ids by the objects that they name, and adds what a type shows only on request.
 * @param paths such as `latest_invoice.payments` or, for lists, `data.customer`; at most 4 levels each
 * @throws StripeError when a path is too deep or leads to something that cannot be expanded
 */
export function expand<T extends object>(store: Store, answer: T, paths: readonly string[]): T {
  const copy = structuredClone(answer);
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > MAX_DEPTH) {
      throw invalidRequest(`You cannot expand more than ${MAX_DEPTH} levels of a property. (${path})`);
    }
    expandPath(store, copy, steps, path);
  }
  return copy;
}

/** Fields that hold the id of an object, by the type they are on; dots lead into groups. */
const references: Partial<Record<string, Record<string, ObjectType>>> = {
  charge: { customer: 'customer', payment_intent: 'payment_intent' },
  dispute: { charge: 'charge', payment_intent: 'payment_intent' },
  discount: {
    customer: 'customer',
    promotion_code: 'promotion_code',
    'source.coupon': 'coupon',
  },
  promotion_code: { customer: 'customer', 'promotion.coupon': 'coupon' },
  refund: { charge: 'charge', payment_intent: 'payment_intent' },
  'checkout.session': {
    customer: 'customer',
    invoice: 'invoice',
    payment_intent: 'payment_intent',
    setup_intent: 'setup_intent',
    subscription: 'subscription',
  },
  customer: {
    'invoice_settings.default_payment_method': 'payment_method',
    test_clock: 'test_helpers.test_clock',
  },
  invoice: {
    customer: 'customer',
    default_payment_method: 'payment_method',
    discounts: 'discount',
    'parent.subscription_details.subscription': 'subscription',
    test_clock: 'test_helpers.test_clock',
  },
  invoice_payment: { invoice: 'invoice', 'payment.payment_intent': 'payment_intent' },
  line_item: { subscription: 'subscription', 'pricing.price_details.price': 'price' },
  payment_intent: { customer: 'customer', latest_charge: 'charge', payment_method: 'payment_method' },
  payment_method: { customer: 'customer' },
  plan: { product: 'product' },
  price: { product: 'product' },
  product: { default_price: 'price' },
  setup_intent: { customer: 'customer', payment_method: 'payment_method' },
  subscription: {
    customer: 'customer',
    default_payment_method: 'payment_method',
    discounts: 'discount',
    latest_invoice: 'invoice',
    schedule: 'subscription_schedule',
    test_clock: 'test_helpers.test_clock',
  },
  subscription_schedule: {
    customer: 'customer',
    'phases.items.price': 'price',
    subscription: 'subscription',
    test_clock: 'test_helpers.test_clock',
  },
};

/** Fields that Stripe expands and that are always empty here. */
const alwaysEmpty: Partial<Record<string, readonly string[]>> = {
  charge: ['application_fee', 'balance_transaction', 'refunds', 'review', 'transfer'],
  'checkout.session': ['payment_link', 'discounts'],
  customer: ['default_source'],
  invoice: ['default_source', 'latest_revision'],
  payment_intent: ['review', 'source'],
  setup_intent: ['latest_attempt', 'mandate'],
  subscription: ['default_source', 'pending_setup_intent'],
  subscription_item: ['discounts'],
};

/** Lists that are left out unless they are asked for. */
const inclusions: Partial<Record<string, Record<string, (store: Store, id: string) => object | null>>> = {
  'checkout.session': {
    line_items: (store, id) => list(`/v1/checkout/sessions/${id}/line_items`, heldBy(store, id).lineItems),
  },
  customer: {
    subscriptions: (store, id) =>
      list(
        `/v1/customers/${id}/subscriptions`,
        store.all('subscription', [
          { field: 'customer', is: id },
          { field: 'status', noneOf: ['canceled', 'incomplete_expired'] },
        ]),
      ),
  },
  invoice: {
    confirmation_secret: (store, id) => secretOf(store, id),
    payments: (store, id) =>
      list(`/v1/invoices/${id}/payments`, store.all('invoice_payment', [{ field: 'invoice', is: id }])),
  },
};

type Group = Record<string, unknown>;

function expandPath(store: Store, node: unknown, steps: readonly string[], path: string): void {
  if (steps.length === 0 || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) expandPath(store, item, steps, path);
    return;
  }
  if (!isGroup(node)) throw notExpandable(path);
  expandWithin(store, node, node, steps, [], path);
}

/** Walks from an object into its groups until a reference, an inclusion or another object is met. */
function expandWithin(
  store: Store,
  owner: Group,
  node: Group,
  steps: readonly string[],
  walked: readonly string[],
  path: string,
): void {
  const [step = '', ...rest] = steps;
  const field = [...walked, step].join('.');
  const type = String(owner.object);
  const include = inclusions[type]?.[field];
  const target = references[type]?.[field];
  if (include !== undefined && node[step] === undefined) node[step] = include(store, String(owner.id));
  else if (target !== undefined) node[step] = loaded(store, target, node[step]);
  const value = node[step];
  if (include !== undefined || target !== undefined) {
    expandPath(store, value, rest, path);
    return;
  }
  if (alwaysEmpty[type]?.includes(field)) return;
  // A group that is not there today: what would be in it is simply not there either.
  if (value === null && Object.keys(references[type] ?? {}).some((known) => known.startsWith(`${field}.`)))
    return;
  // What is always shown whole, such as the price of an item, may be named all the same.
  if (rest.length === 0 && isGroup(value) && 'object' in value) return;
  if (rest.length === 0) throw notExpandable(path);
  if (Array.isArray(value) && value.some((entry) => isGroup(entry) && !('object' in entry))) {
    for (const entry of value.filter(isGroup)) {
      expandWithin(store, owner, entry, rest, [...walked, step], path);
    }
    return;
  }
  if (Array.isArray(value) || (isGroup(value) && 'object' in value)) {
    expandPath(store, value, rest, path);
    return;
  }
  if (!isGroup(value)) throw notExpandable(path);
  expandWithin(store, owner, value, rest, [...walked, step], path);
}

/** An id, or each id of a list, replaced by what it names; anything else stays. */
function loaded(store: Store, type: ObjectType, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => loaded(store, type, entry));
  return typeof value === 'string' ? load(store, type, value) : value;
}

function load(store: Store, type: ObjectType, id: string): StoredObject | object | string {
  if (store.isDeleted(type, id)) return { id, object: type, deleted: true };
  return store.get(type, id) ?? id;
}

function list(url: string, data: object[]) {
  return { object: 'list', data: structuredClone(data), has_more: false, url };
}

/** What a browser needs to pay an open invoice; the payment's secret stays readable afterwards. */
function secretOf(store: Store, invoice: string): object | null {
  const payment = store.all('invoice_payment', [{ field: 'invoice', is: invoice }])[0];
  const intent = store.get('payment_intent', payment?.payment.payment_intent ?? '');
  return intent === undefined ? null : { client_secret: intent.client_secret, type: 'payment_intent' };
}

function notExpandable(path: string) {
  return invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
