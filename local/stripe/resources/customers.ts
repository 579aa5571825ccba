import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import {
  address,
  clearable,
  integer,
  mergeMetadata,
  metadata,
  orNull,
  paging,
  range,
  text,
} from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId, randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { recordBalance } from '../invoices/balance';
import { cancelNow } from '../subscriptions/cancel';
import { checkRoomForCustomer } from '../test-clocks/limits';

type Customer = StoredObjects['customer'];

const shared = {
  address: clearable(address()).optional(),
  balance: integer().optional(),
  description: text().optional(),
  email: text().max(512, 'Email addresses can be at most 512 characters').optional(),
  invoice_settings: z.strictObject({ default_payment_method: text().optional() }).optional(),
  metadata: clearable(metadata()).optional(),
  name: text().optional(),
  phone: text().optional(),
  preferred_locales: z.array(text()).optional(),
  tax_exempt: clearable(z.enum(['none', 'exempt', 'reverse'])).optional(),
};
const createParams = z.strictObject({ ...shared, test_clock: text().optional() });
const updateParams = z.strictObject(shared);

export const customerRoutes = [
  route({
    method: 'POST',
    path: '/v1/customers',
    params: createParams,
    paramsType: 'CustomerCreateParams',
    handle: (context, params) => createCustomer(context, params),
  }),
  route({
    method: 'GET',
    path: '/v1/customers',
    params: z.strictObject({
      ...paging,
      created: range().optional(),
      email: text().optional(),
      test_clock: text().optional(),
    }),
    paramsType: 'CustomerListParams',
    handle: (context, params) =>
      // Those on a test clock are listed only when it is named.
      listObjects(context, 'customer', '/v1/customers', params, [
        ...equalTo({ email: params.email, test_clock: params.test_clock }),
        ...(params.test_clock === undefined ? [{ field: 'test_clock', isNull: true as const }] : []),
      ]),
  }),
  route({
    method: 'GET',
    path: '/v1/customers/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) =>
      store.isDeleted('customer', id) ? deletedCustomer(id) : find(store, 'customer', id),
  }),
  route({
    method: 'POST',
    path: '/v1/customers/:id',
    params: updateParams,
    paramsType: 'CustomerUpdateParams',
    handle: (context, params, [id]) => updateCustomer(context, find(context.store, 'customer', id), params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/customers/:id',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => deleteCustomer(context, id),
  }),
  route({
    method: 'GET',
    path: '/v1/customers/:id/payment_methods',
    params: z.strictObject({
      ...paging,
      type: text().optional(),
      allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
    }),
    paramsType: 'CustomerListPaymentMethodsParams',
    handle: (context, params, [id]) => {
      const { id: customer } = find(context.store, 'customer', id);
      const conditions = equalTo({ customer, type: params.type });
      return listObjects(
        context,
        'payment_method',
        `/v1/customers/${id}/payment_methods`,
        params,
        conditions,
      );
    },
  }),
];

/** Makes a customer and tells so. */
export function createCustomer(context: Context, params: z.output<typeof createParams>): Customer {
  const testClock = params.test_clock;
  if (testClock !== undefined) {
    find(context.store, 'test_helpers.test_clock', testClock, 'test_clock');
    checkRoomForCustomer(context.store, testClock);
  }
  const blank = { ...blankCustomer(context.clock.now()), test_clock: testClock ?? null };
  const customer = applied(context, blank, params);
  context.store.insert('customer', customer);
  recordSetBalance(context, customer, customer.balance, 'initial');
  context.events.emit(context.cause, 'customer.created', customer);
  return customer;
}

/** Changes what the parameters name; tells so only when something changed. */
function updateCustomer(context: Context, before: Customer, params: z.output<typeof updateParams>): Customer {
  const customer = applied(context, before, params);
  if (JSON.stringify(customer) === JSON.stringify(before)) return before;
  context.store.save('customer', customer);
  recordSetBalance(context, customer, customer.balance - before.balance, 'adjustment');
  context.events.emit(context.cause, 'customer.updated', customer, before);
  return customer;
}

function recordSetBalance(
  context: Context,
  customer: Customer,
  change: number,
  type: 'initial' | 'adjustment',
): void {
  if (change === 0) return;
  recordBalance(context, customer, change, { type, currency: customer.currency ?? 'usd' });
}

/** What remains readable of a deleted customer. */
function deletedCustomer(id: string) {
  return { id, object: 'customer' as const, deleted: true as const };
}

/** Deletes a customer, ends its subscriptions and tells so. */
export function deleteCustomer(context: Context, id: string) {
  const customer = find(context.store, 'customer', id);
  const live = context.store
    .all('subscription', equalTo({ customer: id }))
    .filter(({ status }) => status !== 'canceled' && status !== 'incomplete_expired');
  for (const subscription of live) cancelNow(context, subscription, {});
  context.store.markDeleted('customer', id);
  context.events.emit(context.cause, 'customer.deleted', customer);
  return deletedCustomer(id);
}

function applied(context: Context, before: Customer, params: z.output<typeof updateParams>): Customer {
  const method = params.invoice_settings?.default_payment_method;
  if (method !== undefined && method !== '') {
    const param = 'invoice_settings[default_payment_method]';
    if (find(context.store, 'payment_method', method, param).customer !== before.id) {
      throw invalidRequest(
        `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
        { code: 'resource_missing', param },
      );
    }
  }
  return {
    ...before,
    ...(params.balance !== undefined && { balance: params.balance }),
    ...(params.address !== undefined && { address: fullAddress(params.address) }),
    ...(params.description !== undefined && { description: orNull(params.description) }),
    ...(params.email !== undefined && { email: orNull(params.email) }),
    ...(params.name !== undefined && { name: orNull(params.name) }),
    ...(params.phone !== undefined && { phone: orNull(params.phone) }),
    ...(params.preferred_locales !== undefined && { preferred_locales: params.preferred_locales }),
    ...(params.tax_exempt !== undefined && { tax_exempt: params.tax_exempt || 'none' }),
    ...(method !== undefined && {
      invoice_settings: { ...before.invoice_settings, default_payment_method: orNull(method) },
    }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  };
}

function fullAddress(
  given: '' | Partial<Record<AddressField, string | undefined>>,
): (Customer['address'] & {}) | null {
  if (given === '') return null;
  const { city, country, line1, line2, postal_code, state } = given;
  return {
    city: orNull(city),
    country: orNull(country),
    line1: orNull(line1),
    line2: orNull(line2),
    postal_code: orNull(postal_code),
    state: orNull(state),
  };
}

type AddressField = 'city' | 'country' | 'line1' | 'line2' | 'postal_code' | 'state';

function blankCustomer(now: number): Customer {
  return {
    id: newId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
