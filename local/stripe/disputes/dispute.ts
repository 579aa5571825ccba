import { invalidRequest } from '../api/errors';
import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';

type Dispute = StoredObjects['dispute'];

const DAY = 86_400;

/** Has the cardholder's bank take a charge back, with its events. @throws StripeError when it cannot be disputed */
export function openDispute(context: Context, charge: StoredObjects['charge'], reason: string): Dispute {
  const { store, clock, events, cause } = context;
  if (charge.status !== 'succeeded' || charge.disputed) {
    throw invalidRequest(`Charge ${charge.id} cannot be disputed.`);
  }
  const dispute: Dispute = {
    id: newId('du', 24),
    object: 'dispute',
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: clock.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: clock.now() + 9 * DAY,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  };
  store.insert('dispute', dispute);
  store.save('charge', { ...charge, disputed: true });
  events.emit(cause, 'charge.dispute.created', dispute);
  events.emit(cause, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** Ends a dispute; a won one brings the money back. */
export function closeDispute(context: Context, before: Dispute, status: 'lost' | 'won'): Dispute {
  const dispute = { ...before, status };
  context.store.save('dispute', dispute);
  context.events.emit(context.cause, 'charge.dispute.closed', dispute);
  if (status === 'won') context.events.emit(context.cause, 'charge.dispute.funds_reinstated', dispute);
  return dispute;
}

const noEvidence: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
