import { z } from 'zod';
import { invalidRequest, missingParameter } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import {
  clearable,
  decimal,
  flag,
  mergeMetadata,
  metadata,
  natural,
  orNull,
  paging,
  range,
  text,
} from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { createProduct } from './products';

type Price = StoredObjects['price'];

const interval = z.enum(['day', 'week', 'month', 'year']);
const createParams = z.strictObject({
  active: flag().optional(),
  billing_scheme: z.literal('per_unit').optional(),
  currency: text().regex(/^[a-z]{3}$/, 'Invalid currency'),
  lookup_key: text().max(200, 'Lookup keys can be at most 200 characters').optional(),
  metadata: metadata().optional(),
  nickname: text().optional(),
  product: text().optional(),
  product_data: z
    .strictObject({
      active: flag().optional(),
      id: text().optional(),
      metadata: metadata().optional(),
      name: text().min(1),
      unit_label: text().optional(),
    })
    .optional(),
  recurring: z
    .strictObject({
      interval,
      interval_count: natural().pipe(z.number().min(1)).optional(),
      meter: text().optional(),
      usage_type: z.enum(['licensed', 'metered']).optional(),
    })
    .optional(),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
  transfer_lookup_key: flag().optional(),
  unit_amount: natural().optional(),
  unit_amount_decimal: decimal().optional(),
});
const updateParams = z.strictObject({
  active: flag().optional(),
  lookup_key: text().max(200, 'Lookup keys can be at most 200 characters').optional(),
  metadata: clearable(metadata()).optional(),
  nickname: text().optional(),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
  transfer_lookup_key: flag().optional(),
});

export const priceRoutes = [
  route({
    method: 'POST',
    path: '/v1/prices',
    params: createParams,
    paramsType: 'PriceCreateParams',
    handle: createPrice,
  }),
  route({
    method: 'GET',
    path: '/v1/prices',
    params: z.strictObject({
      ...paging,
      active: flag().optional(),
      created: range().optional(),
      currency: text().optional(),
      lookup_keys: z.array(text()).max(10, 'At most 10 lookup keys').optional(),
      product: text().optional(),
      recurring: z
        .strictObject({
          interval: interval.optional(),
          meter: text().optional(),
          usage_type: z.enum(['licensed', 'metered']).optional(),
        })
        .optional(),
      type: z.enum(['one_time', 'recurring']).optional(),
    }),
    paramsType: 'PriceListParams',
    handle: (context, params) =>
      listObjects(context, 'price', '/v1/prices', params, [
        ...equalTo({
          active: params.active,
          currency: params.currency,
          product: params.product,
          type: params.type,
          'recurring.interval': params.recurring?.interval,
          'recurring.meter': params.recurring?.meter,
          'recurring.usage_type': params.recurring?.usage_type,
        }),
        ...(params.lookup_keys === undefined ? [] : [{ field: 'lookup_key', oneOf: params.lookup_keys }]),
      ]),
  }),
  route({
    method: 'GET',
    path: '/v1/prices/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'price', id),
  }),
  route({
    method: 'POST',
    path: '/v1/prices/:id',
    params: updateParams,
    paramsType: 'PriceUpdateParams',
    handle: updatePrice,
  }),
];

function createPrice(context: Context, params: z.output<typeof createParams>): Price {
  const { unitAmount, unitAmountDecimal } = amounts(params);
  const price: Price = {
    id: newId('price', 24),
    object: 'price',
    active: params.active ?? true,
    billing_scheme: 'per_unit',
    created: context.clock.now(),
    currency: params.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: takeLookupKey(context, params.lookup_key, params.transfer_lookup_key ?? false),
    metadata: mergeMetadata({}, params.metadata),
    nickname: params.nickname ?? null,
    product: productOf(context, params),
    recurring: params.recurring
      ? {
          interval: params.recurring.interval,
          interval_count: params.recurring.interval_count ?? 1,
          meter: meterOf(context, params.recurring),
          trial_period_days: null,
          usage_type: params.recurring.usage_type ?? 'licensed',
        }
      : null,
    tax_behavior: params.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: params.recurring ? 'recurring' : 'one_time',
    unit_amount: unitAmount,
    unit_amount_decimal: unitAmountDecimal,
  };
  context.store.insert('price', price);
  context.events.emit(context.cause, 'price.created', price);
  return price;
}

function updatePrice(context: Context, params: z.output<typeof updateParams>, [id]: [string, string]): Price {
  const before = find(context.store, 'price', id);
  const price: Price = {
    ...before,
    ...(params.active !== undefined && { active: params.active }),
    ...(params.nickname !== undefined && { nickname: orNull(params.nickname) }),
    ...(params.tax_behavior !== undefined && { tax_behavior: params.tax_behavior }),
    ...(params.lookup_key !== undefined && {
      lookup_key:
        params.lookup_key === before.lookup_key
          ? before.lookup_key
          : takeLookupKey(context, params.lookup_key, params.transfer_lookup_key ?? false),
    }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  };
  savePrice(context, price, before);
  return price;
}

function savePrice(context: Context, price: Price, before: Price): void {
  if (JSON.stringify(price) === JSON.stringify(before)) return;
  context.store.save('price', price);
  // Items show their price as it is now, not as it was when they were made.
  for (const subscription of context.store.all('subscription', [
    { field: 'items.data', has: { key: 'price.id', is: price.id } },
  ])) {
    for (const item of subscription.items.data) if (item.price.id === price.id) item.price = price;
    context.store.save('subscription', subscription);
  }
  context.events.emit(context.cause, 'price.updated', price, before);
}

/** A lookup key names one price: a second use is refused unless it is to be moved over. */
function takeLookupKey(context: Context, key: string | undefined, transfer: boolean): string | null {
  if (key === undefined || key === '') return null;
  const holder = context.store.all('price', equalTo({ lookup_key: key }))[0];
  if (holder === undefined) return key;
  if (!transfer) {
    throw invalidRequest(
      `A price (\`${holder.id}\`) already uses that lookup key. You may want to use the \`transfer_lookup_key\` parameter.`,
      { param: 'lookup_key' },
    );
  }
  savePrice(context, { ...holder, lookup_key: null }, holder);
  return key;
}

/** The meter that a metered price counts by; a price by number has none. */
function meterOf(
  context: Context,
  recurring: NonNullable<z.output<typeof createParams>['recurring']>,
): string | null {
  if (recurring.usage_type !== 'metered') {
    if (recurring.meter === undefined) return null;
    throw invalidRequest('A meter can only be set on a price with `usage_type` metered.', {
      param: 'recurring[meter]',
    });
  }
  if (recurring.meter === undefined) throw missingParameter('recurring[meter]');
  return find(context.store, 'billing.meter', recurring.meter, 'recurring[meter]').id;
}

function productOf(context: Context, params: z.output<typeof createParams>): string {
  if (params.product !== undefined && params.product_data !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: product, product_data.', {
      code: 'parameters_exclusive',
      param: 'product',
    });
  }
  if (params.product !== undefined) return find(context.store, 'product', params.product, 'product').id;
  if (params.product_data === undefined) throw missingParameter('product');
  return createProduct(context, params.product_data).id;
}

function amounts(params: z.output<typeof createParams>) {
  if (params.unit_amount !== undefined && params.unit_amount_decimal !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: unit_amount, unit_amount_decimal.', {
      code: 'parameters_exclusive',
      param: 'unit_amount',
    });
  }
  if (params.unit_amount !== undefined) {
    return { unitAmount: params.unit_amount, unitAmountDecimal: String(params.unit_amount) };
  }
  if (params.unit_amount_decimal === undefined) throw missingParameter('unit_amount');
  const whole = Number(params.unit_amount_decimal);
  return {
    unitAmount: Number.isInteger(whole) ? whole : null,
    unitAmountDecimal: params.unit_amount_decimal,
  };
}
