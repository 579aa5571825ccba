import { invalidRequest } from '../api/errors';
import { mergeMetadata } from '../api/params';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId, randomText } from '../core/ids';
import type { StoredLineItem, StoredObjects } from '../core/objects';
import { checkedQuantity } from '../subscriptions/changed-items';
import { amountOf, isMetered } from '../subscriptions/plan';
import { asksForBilling, detailsOf } from './billing-details';
import { discountSession, type SessionDiscount } from './discount';
import { hold } from './held';
import type { CreateSessionParams } from './params';

type Session = StoredObjects['checkout.session'];

/** Opens a Checkout session with its hosted page. @throws StripeError when its parts do not fit together */
export function createSession(context: Context, params: CreateSessionParams): Session {
  const now = context.clock.now();
  const lineItems = readLineItems(context, params);
  const customer =
    params.customer === undefined ? undefined : find(context.store, 'customer', params.customer, 'customer');
  checkFit(context, params, lineItems, now);
  const trial = trialOf(params, now);
  const subtotal = lineItems.reduce((sum, item) => sum + item.amount_subtotal, 0);
  // A trial takes nothing today; one-time items in the same session are paid at once.
  const dueNow =
    trial === undefined
      ? subtotal
      : lineItems
          .filter(({ price }) => price?.type === 'one_time')
          .reduce((sum, item) => sum + item.amount_subtotal, 0);
  const id = `cs_test_a1${randomText(56)}`;
  const session: Session = {
    ...blankSession,
    id,
    object: 'checkout.session',
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    automatic_tax: automaticTax(params.automatic_tax?.enabled ?? false),
    amount_subtotal: dueNow,
    amount_total: dueNow,
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    created: now,
    currency: lineItems[0]?.currency ?? null,
    customer: customer?.id ?? null,
    customer_creation: creationOf(params),
    customer_details: customer ? detailsOf(customer.email, customer.name ?? null) : null,
    customer_email: params.customer_email ?? null,
    expires_at: params.expires_at ?? now + DAY,
    invoice_creation: params.mode === 'payment' ? invoiceCreation(params) : null,
    locale: params.locale ?? null,
    metadata: mergeMetadata({}, params.metadata),
    mode: params.mode,
    payment_method_collection: params.mode === 'subscription' ? 'always' : 'if_required',
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    submit_type: params.submit_type ?? null,
    success_url: params.success_url,
    ...(params.tax_id_collection && {
      tax_id_collection: {
        enabled: params.tax_id_collection.enabled,
        required: params.tax_id_collection.required ?? 'never',
      },
    }),
    url: `${context.publicUrl}/c/pay/${id}`,
  };
  context.store.insert('checkout.session', session);
  hold(context.store, id, {
    lineItems,
    subscription: {
      metadata: mergeMetadata({}, params.subscription_data?.metadata),
      description: params.subscription_data?.description ?? null,
      trialDays: params.subscription_data?.trial_period_days ?? 0,
      trialEnd: params.subscription_data?.trial_end ?? null,
      missingPaymentMethod:
        params.subscription_data?.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice',
    },
    payment: {
      metadata: mergeMetadata({}, params.payment_intent_data?.metadata),
      description: params.payment_intent_data?.description ?? null,
      receiptEmail: params.payment_intent_data?.receipt_email ?? null,
      setupFutureUsage: params.payment_intent_data?.setup_future_usage ?? null,
    },
    keeps: {
      address: customer === undefined || params.customer_update?.address === 'auto',
      name: customer === undefined || params.customer_update?.name === 'auto',
    },
    billing: null,
    authenticating: null,
  });
  const [discount] = params.discounts ?? [];
  return discount === undefined && !asksForBilling(session)
    ? session
    : discountSession(context, session, discount && checkedDiscount(context, discount));
}

const DAY = 86_400;
const HALF_HOUR = 1_800;

function automaticTax(enabled: boolean): Session['automatic_tax'] {
  return {
    enabled,
    liability: enabled ? { type: 'self' } : null,
    provider: enabled ? 'stripe' : null,
    status: enabled ? 'requires_location_inputs' : null,
  };
}

function readLineItems(context: Context, params: CreateSessionParams): StoredLineItem[] {
  return params.line_items.map(({ price: priceId, quantity: given }, index) => {
    const param = `line_items[${index}][price]`;
    const price = find(context.store, 'price', priceId, param);
    if (!price.active) {
      throw invalidRequest('The price specified is inactive. This field only accepts active prices.', {
        param,
      });
    }
    // What is metered is paid afterwards, by what is used.
    const quantity = checkedQuantity(price, given, `line_items[${index}]`);
    const amount = isMetered(price) ? 0 : amountOf(price, quantity);
    return {
      id: newId('li', 24),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: price.currency,
      description: context.store.get('product', price.product)?.name ?? null,
      metadata: {},
      price,
      quantity: isMetered(price) ? null : quantity,
    };
  });
}

function checkFit(context: Context, params: CreateSessionParams, items: StoredLineItem[], now: number): void {
  const recurring = items.filter(({ price }) => price?.type === 'recurring').length;
  if (params.mode === 'subscription' && recurring === 0) {
    throw invalidRequest(
      'You must provide at least one recurring price in `subscription` mode when using prices.',
      { param: 'line_items' },
    );
  }
  if (params.mode === 'payment' && recurring > 0) {
    throw invalidRequest(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      { param: 'mode' },
    );
  }
  if (new Set(items.map(({ currency }) => currency)).size > 1) {
    throw invalidRequest('All line items must have the same currency.', { param: 'line_items' });
  }
  // It picks from what the account offers, and this one offers cards.
  if (params.allowed_payment_method_types?.includes('card') === false) {
    throw invalidRequest('No valid payment method types for this Checkout Session.', {
      param: 'allowed_payment_method_types',
    });
  }
  exclusive(params, 'discounts', 'allow_promotion_codes');
  exclusive(params, 'customer', 'customer_email');
  exclusive(params, 'customer', 'customer_creation');
  if (params.customer_update !== undefined && params.customer === undefined) {
    throw invalidRequest('`customer_update` can only be used with `customer`.', { param: 'customer_update' });
  }
  forMode(params, 'subscription_data', 'subscription');
  forMode(params, 'payment_intent_data', 'payment');
  forMode(params, 'customer_creation', 'payment');
  forMode(params, 'invoice_creation', 'payment');
  checkTax(context, params);
  checkUrlsAndExpiry(params, now);
}

/** @throws StripeError for addresses that are none, and an expiry that is too near or too far */
export function checkUrlsAndExpiry(
  params: Pick<CreateSessionParams, 'success_url' | 'cancel_url' | 'expires_at'>,
  now: number,
): void {
  for (const param of ['success_url', 'cancel_url'] as const) {
    const url = params[param];
    if (url !== undefined && !URL.canParse(url))
      throw invalidRequest('Not a valid URL', { code: 'url_invalid', param });
  }
  const expires = params.expires_at;
  if (expires !== undefined && (expires < now + HALF_HOUR - 60 || expires > now + DAY + 60)) {
    throw invalidRequest(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      { param: 'expires_at' },
    );
  }
}

function checkTax({ store }: Context, params: CreateSessionParams): void {
  if (params.customer === undefined) return;
  const address = store.get('customer', params.customer)?.address ?? null;
  if (params.automatic_tax?.enabled && address === null && params.customer_update?.address !== 'auto') {
    throw invalidRequest(
      "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set `customer_update[address]` to 'auto' to save the address entered in Checkout to the Customer.",
      { code: 'customer_tax_location_invalid', param: 'automatic_tax[enabled]' },
    );
  }
  if (params.tax_id_collection?.enabled && params.customer_update?.name !== 'auto') {
    throw invalidRequest(
      'Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.',
      { param: 'tax_id_collection[enabled]' },
    );
  }
}

function exclusive(
  params: CreateSessionParams,
  a: keyof CreateSessionParams,
  b: keyof CreateSessionParams,
): void {
  if (params[a] === undefined || params[b] === undefined) return;
  throw invalidRequest(`You may only specify one of these parameters: ${a}, ${b}.`, {
    code: 'parameters_exclusive',
    param: a,
  });
}

function forMode(params: CreateSessionParams, param: keyof CreateSessionParams, mode: string): void {
  if (params[param] === undefined || params.mode === mode) return;
  throw invalidRequest(`You can not pass \`${param}\` in \`${params.mode}\` mode.`, { param });
}

function checkedDiscount(
  context: Context,
  wanted: NonNullable<CreateSessionParams['discounts']>[number],
): SessionDiscount {
  const { coupon, promotion_code: code } = wanted;
  if (code !== undefined) find(context.store, 'promotion_code', code, 'discounts[0][promotion_code]');
  else find(context.store, 'coupon', coupon ?? '', 'discounts[0][coupon]');
  return { coupon: code === undefined ? (coupon ?? null) : null, promotion_code: code ?? null };
}

function trialOf(params: CreateSessionParams, now: number): number | undefined {
  const data = params.subscription_data;
  if (data?.trial_end !== undefined && data.trial_period_days !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', {
      code: 'parameters_exclusive',
      param: 'subscription_data[trial_end]',
    });
  }
  if (data?.trial_end !== undefined && data.trial_end < now + 2 * DAY) {
    throw invalidRequest('The `trial_end` date has to be at least 2 days in the future.', {
      param: 'subscription_data[trial_end]',
    });
  }
  return (
    data?.trial_end ??
    (data?.trial_period_days === undefined ? undefined : now + data.trial_period_days * DAY)
  );
}

function creationOf(params: CreateSessionParams): 'always' | 'if_required' | null {
  if (params.customer !== undefined) return null;
  const needed = params.mode === 'subscription' || params.invoice_creation?.enabled;
  return needed ? 'always' : (params.customer_creation ?? 'if_required');
}

function invoiceCreation({
  invoice_creation: wanted,
}: CreateSessionParams): NonNullable<Session['invoice_creation']> {
  const data = wanted?.invoice_data;
  return {
    enabled: wanted?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: data?.description ?? null,
      footer: data?.footer ?? null,
      issuer: null,
      metadata: mergeMetadata({}, data?.metadata),
      rendering_options: null,
    },
  };
}

/** The fields of a session that are the same on every new one. */
export const blankSession = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allowed_payment_method_types: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  livemode: false,
  managed_payments: { enabled: false },
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_types: ['card'],
  payment_status: 'unpaid',
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: 'open',
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: 'hosted_page',
  wallet_options: null,
} satisfies Partial<Session>;
