import type { Context } from '../core/context';
import { newId, randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import type { Decline } from './cards';

type Intent = StoredObjects['payment_intent'];

/** What a payment intent is made from. */
export type NewIntent = {
  amount: number;
  currency: string;
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  receiptEmail: string | null;
  setupFutureUsage: 'off_session' | 'on_session' | null;
};

/** A payment that has not been tried; not stored yet. */
export function newIntent(context: Context, wanted: NewIntent): Intent {
  const id = newId('pi', 24);
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: wanted.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: 'automatic',
    created: context.clock.now(),
    currency: wanted.currency,
    customer: wanted.customer,
    customer_account: null,
    description: wanted.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: wanted.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: wanted.receiptEmail,
    review: null,
    setup_future_usage: wanted.setupFutureUsage,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

/** What an intent says about the charge that was refused. */
export function refusal(
  decline: Decline,
  charge: string,
  method: StoredObjects['payment_method'],
): NonNullable<Intent['last_payment_error']> {
  return {
    charge,
    code: decline.code,
    ...(decline.decline_code && { decline_code: decline.decline_code }),
    message: decline.message,
    payment_method: method,
    type: 'card_error',
  };
}
