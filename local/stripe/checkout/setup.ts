import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { clearable, mergeMetadata, metadata, text, timestamp } from '../api/params';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { newSetupIntent, succeedSetupIntent } from '../payments/setup-intent';
import { detailsOf } from './billing-details';
import { blankSession, checkUrlsAndExpiry } from './create';
import { type HeldBySession, hold } from './held';

type Session = StoredObjects['checkout.session'];

/** What this emulator takes to make a session that only saves a card. */
export const setupSessionParams = z.strictObject({
  cancel_url: text().optional(),
  client_reference_id: text().max(200, 'At most 200 characters').optional(),
  currency: text(),
  customer: text(),
  expires_at: timestamp().optional(),
  locale: text().optional(),
  metadata: clearable(metadata()).optional(),
  mode: z.literal('setup'),
  setup_intent_data: z
    .strictObject({ description: text().optional(), metadata: metadata().optional() })
    .optional(),
  success_url: text(),
  ui_mode: z.literal('hosted_page').optional(),
});

const DAY = 86_400;

/** Opens a Checkout session in which a customer saves a card for later, with its set-up intent. */
export function createSetupSession(context: Context, params: z.output<typeof setupSessionParams>): Session {
  const { store, events, cause, clock, publicUrl } = context;
  const now = clock.now();
  const customer = find(store, 'customer', params.customer, 'customer');
  checkUrlsAndExpiry(params, now);
  const intent = newSetupIntent(context, {
    customer: customer.id,
    description: params.setup_intent_data?.description ?? null,
    metadata: mergeMetadata({}, params.setup_intent_data?.metadata),
  });
  store.insert('setup_intent', intent);
  events.emit(cause, 'setup_intent.created', intent);
  const id = `cs_test_c1${randomText(56)}`;
  const session: Session = {
    ...blankSession,
    id,
    object: 'checkout.session',
    allow_promotion_codes: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    amount_subtotal: null,
    amount_total: null,
    billing_address_collection: null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    created: now,
    currency: params.currency.toLowerCase(),
    customer: customer.id,
    customer_creation: null,
    customer_details: detailsOf(customer.email, customer.name ?? null),
    customer_email: null,
    expires_at: params.expires_at ?? now + DAY,
    invoice_creation: null,
    locale: params.locale ?? null,
    metadata: mergeMetadata({}, params.metadata),
    mode: 'setup',
    payment_method_collection: 'always',
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_status: 'no_payment_required',
    setup_intent: intent.id,
    submit_type: null,
    success_url: params.success_url,
    total_details: null,
    url: `${publicUrl}/c/pay/${id}`,
  };
  store.insert('checkout.session', session);
  hold(store, id, nothingHeld);
  return session;
}

/** Ends an open set-up session with a card that its customer has, and tells so. It becomes nobody's default by that. */
export function completeSetup(
  context: Context,
  session: Session,
  method: StoredObjects['payment_method'],
): Session {
  const { store, events, cause } = context;
  const intent = store.get('setup_intent', session.setup_intent ?? '');
  if (intent === undefined) throw invalidRequest(`Session ${session.id} has no set-up intent.`);
  succeedSetupIntent(context, intent, method.id);
  const completed: Session = { ...session, status: 'complete', url: null };
  store.save('checkout.session', completed);
  events.emit(cause, 'checkout.session.completed', completed);
  return completed;
}

const nothingHeld: HeldBySession = {
  lineItems: [],
  subscription: {
    metadata: {},
    description: null,
    trialDays: 0,
    trialEnd: null,
    missingPaymentMethod: 'create_invoice',
  },
  payment: { metadata: {}, description: null, receiptEmail: null, setupFutureUsage: null },
  keeps: { address: false, name: false },
  billing: null,
  authenticating: null,
};
