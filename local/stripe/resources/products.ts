import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import { clearable, flag, mergeMetadata, metadata, orNull, paging, range, text } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';

type Product = StoredObjects['product'];

const shared = {
  active: flag().optional(),
  description: text().optional(),
  images: clearable(z.array(text()).max(8)).optional(),
  marketing_features: clearable(z.array(z.strictObject({ name: text() })).max(15)).optional(),
  metadata: clearable(metadata()).optional(),
  shippable: flag().optional(),
  statement_descriptor: text().optional(),
  tax_code: text().optional(),
  unit_label: text().optional(),
  url: text().optional(),
};
const createParams = z.strictObject({
  ...shared,
  id: text().optional(),
  name: text().min(1),
  type: z.enum(['good', 'service']).optional(),
});
const updateParams = z.strictObject({
  ...shared,
  name: text().min(1).optional(),
  default_price: text().optional(),
});

export const productRoutes = [
  route({
    method: 'POST',
    path: '/v1/products',
    params: createParams,
    paramsType: 'ProductCreateParams',
    handle: createProduct,
  }),
  route({
    method: 'GET',
    path: '/v1/products',
    params: z.strictObject({
      ...paging,
      active: flag().optional(),
      created: range().optional(),
      ids: z.array(text()).optional(),
      url: text().optional(),
    }),
    paramsType: 'ProductListParams',
    handle: (context, params) =>
      listObjects(context, 'product', '/v1/products', params, [
        ...equalTo({ active: params.active, url: params.url }),
        ...(params.ids === undefined ? [] : [{ field: 'id', oneOf: params.ids }]),
      ]),
  }),
  route({
    method: 'GET',
    path: '/v1/products/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'product', id),
  }),
  route({
    method: 'POST',
    path: '/v1/products/:id',
    params: updateParams,
    paramsType: 'ProductUpdateParams',
    handle: updateProduct,
  }),
  route({
    method: 'DELETE',
    path: '/v1/products/:id',
    params: z.strictObject({}),
    handle: deleteProduct,
  }),
];

/** Makes a product, with the caller's id when one is given. */
export function createProduct(context: Context, params: z.output<typeof createParams>): Product {
  const id = params.id ?? newId('prod');
  if (context.store.get('product', id)) {
    throw invalidRequest(`Product already exists.`, { code: 'resource_already_exists', param: 'id' });
  }
  const now = context.clock.now();
  const product: Product = applied(
    {
      id,
      object: 'product',
      active: true,
      created: now,
      default_price: null,
      description: null,
      images: [],
      livemode: false,
      marketing_features: [],
      metadata: {},
      name: params.name,
      package_dimensions: null,
      shippable: null,
      statement_descriptor: null,
      tax_code: null,
      tax_details: null,
      type: params.type ?? 'service',
      unit_label: null,
      updated: now,
      url: null,
    },
    params,
  );
  context.store.insert('product', product);
  context.events.emit(context.cause, 'product.created', product);
  return product;
}

function updateProduct(
  context: Context,
  params: z.output<typeof updateParams>,
  [id]: [string, string],
): Product {
  const before = find(context.store, 'product', id);
  if (params.default_price) find(context.store, 'price', params.default_price, 'default_price');
  const changed = applied(before, params);
  if (JSON.stringify(changed) === JSON.stringify(before)) return before;
  const product = { ...changed, updated: context.clock.now() };
  context.store.save('product', product);
  context.events.emit(context.cause, 'product.updated', product, before);
  return product;
}

function deleteProduct(context: Context, _params: unknown, [id]: [string, string]) {
  const product = find(context.store, 'product', id);
  if (context.store.all('price', equalTo({ product: id })).length > 0) {
    throw invalidRequest('This product cannot be deleted because it has one or more user-created prices.', {
      param: 'id',
    });
  }
  context.store.markDeleted('product', id);
  context.events.emit(context.cause, 'product.deleted', product);
  return { id, object: 'product' as const, deleted: true as const };
}

function applied(before: Product, params: z.output<typeof updateParams>): Product {
  return {
    ...before,
    ...(params.active !== undefined && { active: params.active }),
    ...(params.default_price !== undefined && { default_price: orNull(params.default_price) }),
    ...(params.description !== undefined && { description: orNull(params.description) }),
    ...(params.images !== undefined && { images: params.images || [] }),
    ...(params.marketing_features !== undefined && { marketing_features: params.marketing_features || [] }),
    ...(params.name !== undefined && { name: params.name }),
    ...(params.shippable !== undefined && { shippable: params.shippable }),
    ...(params.statement_descriptor !== undefined && {
      statement_descriptor: orNull(params.statement_descriptor),
    }),
    ...(params.tax_code !== undefined && { tax_code: orNull(params.tax_code) }),
    ...(params.unit_label !== undefined && { unit_label: orNull(params.unit_label) }),
    ...(params.url !== undefined && { url: orNull(params.url) }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  };
}
