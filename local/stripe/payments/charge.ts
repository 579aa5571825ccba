import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import type { Decline } from './cards';

/** What a charge is made from. */
export type NewCharge = {
  amount: number;
  currency: string;
  customer: string | null;
  method: StoredObjects['payment_method'];
  description: string | null;
  metadata: Record<string, string>;
  receiptEmail: string | null;
};

/** A charge that the bank approved; not stored yet. */
export function newCharge(context: Context, wanted: NewCharge, intent: string): StoredObjects['charge'] {
  const { card } = wanted.method;
  if (card === undefined) throw new Error(`Payment method ${wanted.method.id} is not a card.`);
  const id = newId('ch', 24);
  return {
    id,
    object: 'charge',
    amount: wanted.amount,
    amount_captured: wanted.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: wanted.method.billing_details,
    calculated_statement_descriptor: 'FOOTHOLD',
    captured: true,
    created: context.clock.now(),
    currency: wanted.currency,
    customer: wanted.customer,
    description: wanted.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: wanted.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: true,
    payment_intent: intent,
    payment_method: wanted.method.id,
    payment_method_details: {
      card: {
        amount_authorized: wanted.amount,
        authorization_code: null,
        brand: card.brand,
        checks: card.checks,
        country: card.country,
        electronic_commerce_indicator: null,
        exp_month: card.exp_month,
        exp_year: card.exp_year,
        fingerprint: card.fingerprint ?? null,
        funding: card.funding,
        installments: null,
        last4: card.last4,
        mandate: null,
        network: card.brand,
        network_transaction_id: null,
        regulated_status: card.regulated_status,
        three_d_secure: null,
        transaction_link_id: null,
        wallet: null,
      },
      type: 'card',
    },
    receipt_email: wanted.receiptEmail,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}

/** The same charge as the bank refused it. */
export function declinedCharge(charge: StoredObjects['charge'], decline: Decline): StoredObjects['charge'] {
  return {
    ...charge,
    amount_captured: 0,
    captured: false,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: {
      advice_code: 'try_again_later',
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'declined_by_network',
      reason: decline.decline_code ?? decline.code,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: 'The bank declined the payment.',
      type: 'issuer_declined',
    },
    paid: false,
    status: 'failed',
  };
}
