import { z } from 'zod';
import { equalTo, listObjects } from '../api/list';
import { clearable, flag, mergeMetadata, metadata, orNull, paging, text } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { prorationBehavior } from '../subscriptions/params';

type Configuration = StoredObjects['billing_portal.configuration'];

const reasons = z.enum([
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
]);
const features = z.strictObject({
  customer_update: z
    .strictObject({
      allowed_updates: clearable(
        z.array(z.enum(['address', 'email', 'name', 'phone', 'shipping', 'tax_id'])),
      ).optional(),
      enabled: flag(),
    })
    .optional(),
  invoice_history: z.strictObject({ enabled: flag() }).optional(),
  payment_method_update: z.strictObject({ enabled: flag() }).optional(),
  subscription_cancel: z
    .strictObject({
      cancellation_reason: z
        .strictObject({ enabled: flag(), options: clearable(z.array(reasons)).optional() })
        .optional(),
      enabled: flag(),
      mode: z.enum(['at_period_end', 'immediately']).optional(),
      proration_behavior: prorationBehavior.optional(),
    })
    .optional(),
  subscription_update: z
    .strictObject({
      default_allowed_updates: clearable(z.array(z.enum(['price', 'promotion_code', 'quantity']))).optional(),
      enabled: flag(),
      products: clearable(z.array(z.strictObject({ prices: z.array(text()), product: text() }))).optional(),
      proration_behavior: prorationBehavior.optional(),
    })
    .optional(),
});
const shared = {
  business_profile: z
    .strictObject({
      headline: text().optional(),
      privacy_policy_url: text().optional(),
      terms_of_service_url: text().optional(),
    })
    .optional(),
  default_return_url: text().optional(),
  name: text().optional(),
};
const createParams = z.strictObject({ ...shared, features, metadata: metadata().optional() });
const updateParams = z.strictObject({
  ...shared,
  active: flag().optional(),
  features: features.optional(),
  metadata: clearable(metadata()).optional(),
});

/** What customers may do in the portal. */
export const portalConfigurationRoutes = [
  route({
    method: 'POST',
    path: '/v1/billing_portal/configurations',
    params: createParams,
    paramsType: 'BillingPortal.ConfigurationCreateParams',
    handle: (context, params) => {
      const made = applied(context, blank(context.clock.now()), params);
      context.store.insert('billing_portal.configuration', made);
      context.events.emit(context.cause, 'billing_portal.configuration.created', made);
      return made;
    },
  }),
  route({
    method: 'GET',
    path: '/v1/billing_portal/configurations',
    params: z.strictObject({ ...paging, active: flag().optional(), is_default: flag().optional() }),
    paramsType: 'BillingPortal.ConfigurationListParams',
    handle: (context, params) => {
      const { active, is_default } = params;
      const conditions = equalTo({ active, is_default });
      const url = '/v1/billing_portal/configurations';
      return listObjects(context, 'billing_portal.configuration', url, params, conditions);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/billing_portal/configurations/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'billing_portal.configuration', id),
  }),
  route({
    method: 'POST',
    path: '/v1/billing_portal/configurations/:id',
    params: updateParams,
    paramsType: 'BillingPortal.ConfigurationUpdateParams',
    handle: (context, params, [id]) => {
      const before = find(context.store, 'billing_portal.configuration', id);
      const after = { ...applied(context, before, params), updated: context.clock.now() };
      context.store.save('billing_portal.configuration', after);
      context.events.emit(context.cause, 'billing_portal.configuration.updated', after, before);
      return after;
    },
  }),
];

function applied(
  context: Context,
  before: Configuration,
  params: z.output<typeof updateParams>,
): Configuration {
  const { business_profile: profile, features: wanted = {} } = params;
  for (const { prices } of wanted.subscription_update?.products || []) {
    for (const price of prices)
      find(context.store, 'price', price, 'features[subscription_update][products]');
  }
  const known = before.features;
  const update = wanted.subscription_update;
  const cancel = wanted.subscription_cancel;
  return {
    ...before,
    active: params.active ?? before.active,
    ...(profile && {
      business_profile: {
        headline: orNull(profile.headline ?? before.business_profile.headline ?? ''),
        privacy_policy_url: orNull(
          profile.privacy_policy_url ?? before.business_profile.privacy_policy_url ?? '',
        ),
        terms_of_service_url: orNull(
          profile.terms_of_service_url ?? before.business_profile.terms_of_service_url ?? '',
        ),
      },
    }),
    ...(params.default_return_url !== undefined && { default_return_url: orNull(params.default_return_url) }),
    ...(params.name !== undefined && { name: orNull(params.name) }),
    features: {
      ...known,
      ...(wanted.customer_update && {
        customer_update: {
          allowed_updates: wanted.customer_update.allowed_updates || [],
          enabled: wanted.customer_update.enabled,
        },
      }),
      ...(wanted.invoice_history && { invoice_history: wanted.invoice_history }),
      ...(wanted.payment_method_update && {
        payment_method_update: {
          enabled: wanted.payment_method_update.enabled,
          payment_method_configuration: null,
        },
      }),
      ...(cancel && {
        subscription_cancel: {
          cancellation_reason: {
            enabled: cancel.cancellation_reason?.enabled ?? false,
            feedback_options: null,
            options: cancel.cancellation_reason?.options || [],
          },
          enabled: cancel.enabled,
          mode: cancel.mode ?? known.subscription_cancel.mode,
          proration_behavior: cancel.proration_behavior ?? known.subscription_cancel.proration_behavior,
        },
      }),
      ...(update && {
        subscription_update: {
          ...known.subscription_update,
          default_allowed_updates: update.default_allowed_updates || [],
          enabled: update.enabled,
          products: (update.products || []).map((product) => ({
            ...product,
            adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
          })),
          proration_behavior: update.proration_behavior ?? known.subscription_update.proration_behavior,
        },
      }),
    },
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
  };
}

function blank(now: number): Configuration {
  return {
    id: newId('bpc', 24),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: now,
    default_return_url: null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: false },
      payment_method_update: { enabled: false, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: false,
        mode: 'at_period_end',
        proration_behavior: 'none',
      },
      subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: [],
        enabled: false,
        products: [],
        proration_behavior: 'none',
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: 'end_trial',
      },
    },
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: now,
  };
}
