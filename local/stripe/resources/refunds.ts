import { z } from 'zod';
import { invalidRequest, missingParameter } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import { clearable, mergeMetadata, metadata, natural, paging, range, text } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';

type Refund = StoredObjects['refund'];

const createParams = z.strictObject({
  amount: natural().pipe(z.number().min(1)).optional(),
  charge: text().optional(),
  metadata: clearable(metadata()).optional(),
  payment_intent: text().optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});

export const refundRoutes = [
  route({
    method: 'POST',
    path: '/v1/refunds',
    params: createParams,
    paramsType: 'RefundCreateParams',
    handle: createRefund,
  }),
  route({
    method: 'GET',
    path: '/v1/refunds',
    params: z.strictObject({
      ...paging,
      charge: text().optional(),
      created: range().optional(),
      payment_intent: text().optional(),
    }),
    paramsType: 'RefundListParams',
    handle: (context, params) => {
      const { charge, payment_intent } = params;
      return listObjects(context, 'refund', '/v1/refunds', params, equalTo({ charge, payment_intent }));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/refunds/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'refund', id),
  }),
];

/** Gives money back. A subscription and its invoice live on as they are. */
function createRefund(context: Context, params: z.output<typeof createParams>): Refund {
  const { store, clock, events, cause } = context;
  const charge = chargeOf(context, params);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = params.amount ?? left;
  if (charge.status !== 'succeeded' || left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
      param: 'charge',
    });
  }
  if (charge.disputed) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  if (amount > left) {
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`, {
      param: 'amount',
    });
  }
  const refund: Refund = {
    id: newId('re', 24),
    object: 'refund',
    amount,
    balance_transaction: newId('txn', 24),
    charge: charge.id,
    created: clock.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
  const refunded = charge.amount_refunded + amount;
  const after = { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount_captured };
  store.insert('refund', refund);
  store.save('charge', after);
  events.emit(cause, 'refund.created', refund);
  events.emit(cause, 'charge.refunded', after, charge);
  // The bank's reference comes a moment later.
  const booked: Refund = {
    ...refund,
    destination_details: {
      card: {
        reference: newId('arn'),
        reference_status: 'available',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    },
  };
  store.save('refund', booked);
  events.emit(cause, 'refund.updated', booked, refund);
  return refund;
}

function chargeOf({ store }: Context, params: z.output<typeof createParams>): StoredObjects['charge'] {
  if (params.charge !== undefined) return find(store, 'charge', params.charge, 'charge');
  if (params.payment_intent === undefined) throw missingParameter('charge');
  const intent = find(store, 'payment_intent', params.payment_intent, 'payment_intent');
  const charge = store.get('charge', intent.latest_charge ?? '');
  if (charge?.status === 'succeeded') return charge;
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    param: 'payment_intent',
  });
}
