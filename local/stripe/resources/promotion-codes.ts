import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import {
  clearable,
  flag,
  mergeMetadata,
  metadata,
  natural,
  paging,
  range,
  text,
  timestamp,
} from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId, randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { promotionCodeNamed } from '../discounts/named';

type PromotionCode = StoredObjects['promotion_code'];

const createParams = z.strictObject({
  active: flag().optional(),
  code: text()
    .regex(/^[A-Za-z0-9_-]{1,500}$/, 'Codes are letters, digits, dashes and underscores')
    .optional(),
  customer: text().optional(),
  expires_at: timestamp().optional(),
  max_redemptions: natural().pipe(z.number().min(1)).optional(),
  metadata: metadata().optional(),
  promotion: z.strictObject({ coupon: text(), type: z.literal('coupon') }),
});

export const promotionCodeRoutes = [
  route({
    method: 'POST',
    path: '/v1/promotion_codes',
    params: createParams,
    paramsType: 'PromotionCodeCreateParams',
    handle: createCode,
  }),
  route({
    method: 'GET',
    path: '/v1/promotion_codes',
    params: z.strictObject({
      ...paging,
      active: flag().optional(),
      code: text().optional(),
      coupon: text().optional(),
      created: range().optional(),
      customer: text().optional(),
    }),
    paramsType: 'PromotionCodeListParams',
    handle: (context, params) => {
      const { active, code, coupon, customer } = params;
      const conditions = equalTo({ active, code, customer, 'promotion.coupon': coupon });
      return listObjects(context, 'promotion_code', '/v1/promotion_codes', params, conditions);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/promotion_codes/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'promotion_code', id),
  }),
  route({
    method: 'POST',
    path: '/v1/promotion_codes/:id',
    params: z.strictObject({ active: flag().optional(), metadata: clearable(metadata()).optional() }),
    paramsType: 'PromotionCodeUpdateParams',
    handle: (context, params, [id]) => {
      const before = find(context.store, 'promotion_code', id);
      const code = {
        ...before,
        active: params.active ?? before.active,
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      };
      context.store.save('promotion_code', code);
      context.events.emit(context.cause, 'promotion_code.updated', code, before);
      return code;
    },
  }),
];

function createCode(context: Context, params: z.output<typeof createParams>): PromotionCode {
  const { store, clock, events, cause } = context;
  const coupon = find(store, 'coupon', params.promotion.coupon, 'promotion[coupon]');
  const code = params.code ?? randomText(8).toUpperCase();
  if (promotionCodeNamed(context, code) !== undefined) {
    throw invalidRequest(`An active promotion code with \`code: ${code}\` already exists.`, {
      param: 'code',
    });
  }
  if (params.customer !== undefined) find(store, 'customer', params.customer, 'customer');
  const made: PromotionCode = {
    id: newId('promo', 24),
    object: 'promotion_code',
    active: params.active ?? true,
    code,
    created: clock.now(),
    customer: params.customer ?? null,
    customer_account: null,
    expires_at: params.expires_at ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: mergeMetadata({}, params.metadata),
    promotion: { coupon: coupon.id, type: 'coupon' },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  };
  store.insert('promotion_code', made);
  events.emit(cause, 'promotion_code.created', made);
  return made;
}
