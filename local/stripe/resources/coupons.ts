import { z } from 'zod';
import { invalidRequest, missingParameter } from '../api/errors';
import { listObjects } from '../api/list';
import {
  clearable,
  mergeMetadata,
  metadata,
  natural,
  orNull,
  paging,
  range,
  text,
  timestamp,
} from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { isValid } from '../discounts/grant';

type Coupon = StoredObjects['coupon'];

const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?$/, 'Invalid decimal')
  .transform(Number)
  .pipe(z.number().gt(0, 'percent_off must be above 0').max(100, 'percent_off can be at most 100'));

const createParams = z.strictObject({
  amount_off: natural().pipe(z.number().min(1)).optional(),
  applies_to: z.strictObject({ products: z.array(text()) }).optional(),
  currency: text().optional(),
  duration: z.enum(['forever', 'once', 'repeating']).optional(),
  duration_in_months: natural().pipe(z.number().min(1)).optional(),
  id: text().optional(),
  max_redemptions: natural().pipe(z.number().min(1)).optional(),
  metadata: clearable(metadata()).optional(),
  name: text().max(40).optional(),
  percent_off: percent.optional(),
  redeem_by: timestamp().optional(),
});

export const couponRoutes = [
  route({
    method: 'POST',
    path: '/v1/coupons',
    params: createParams,
    paramsType: 'CouponCreateParams',
    handle: createCoupon,
  }),
  route({
    method: 'GET',
    path: '/v1/coupons',
    params: z.strictObject({ ...paging, created: range().optional() }),
    paramsType: 'CouponListParams',
    handle: (context, params) => {
      const page = listObjects(context, 'coupon', '/v1/coupons', params);
      return { ...page, data: page.data.map((coupon) => shown(context, coupon)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/coupons/:id',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => shown(context, find(context.store, 'coupon', id)),
  }),
  route({
    method: 'POST',
    path: '/v1/coupons/:id',
    params: z.strictObject({ metadata: clearable(metadata()).optional(), name: text().max(40).optional() }),
    paramsType: 'CouponUpdateParams',
    handle: (context, params, [id]) => {
      const before = find(context.store, 'coupon', id);
      const coupon = {
        ...before,
        ...(params.name !== undefined && { name: orNull(params.name) }),
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      };
      context.store.save('coupon', coupon);
      context.events.emit(context.cause, 'coupon.updated', coupon, before);
      return shown(context, coupon);
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/coupons/:id',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      const coupon = find(context.store, 'coupon', id);
      // Who has it keeps it: discounts go on reading the coupon.
      context.store.markDeleted('coupon', id);
      context.events.emit(context.cause, 'coupon.deleted', { ...coupon, valid: false });
      return { id, object: 'coupon', deleted: true };
    },
  }),
];

function createCoupon(context: Context, params: z.output<typeof createParams>): Coupon {
  const { amount_off, percent_off, duration = 'once', duration_in_months, currency } = params;
  if ((amount_off === undefined) === (percent_off === undefined)) {
    throw invalidRequest('You must pass exactly one of amount_off and percent_off.', {
      param: 'percent_off',
    });
  }
  if (amount_off !== undefined && currency === undefined) throw missingParameter('currency');
  if ((duration === 'repeating') !== (duration_in_months !== undefined)) {
    throw invalidRequest('`duration_in_months` is for, and needed by, the duration `repeating`.', {
      param: 'duration_in_months',
    });
  }
  if (params.id !== undefined && context.store.get('coupon', params.id) !== undefined) {
    throw invalidRequest('Coupon already exists.', { code: 'resource_already_exists', param: 'id' });
  }
  const coupon: Coupon = {
    id: params.id ?? randomText(8),
    object: 'coupon',
    amount_off: amount_off ?? null,
    ...(params.applies_to && { applies_to: params.applies_to }),
    created: context.clock.now(),
    currency: amount_off === undefined ? null : (currency ?? null),
    duration,
    duration_in_months: duration_in_months ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    percent_off: percent_off ?? null,
    redeem_by: params.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
  context.store.insert('coupon', coupon);
  context.events.emit(context.cause, 'coupon.created', coupon);
  return coupon;
}

// Time and redemptions make a coupon invalid without a change of its own.
function shown(context: Context, coupon: Coupon): Coupon {
  return { ...coupon, valid: isValid(context, coupon) };
}
