import { invalidRequest } from '../api/errors';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';

type Refund = StoredObjects['refund'];

/** The bank could not pay a refund out, days later: the money is the account's again, and the charge is as before. */
export function failRefund({ store, events, cause }: Context, refund: Refund): Refund {
  if (refund.status !== 'succeeded')
    throw invalidRequest(`Refund ${refund.id} is ${refund.status} and cannot fail.`);
  const charge = find(store, 'charge', refund.charge ?? '');
  const failed: Refund = {
    ...refund,
    failure_balance_transaction: newId('txn', 24),
    failure_reason: 'lost_or_stolen_card',
    status: 'failed',
  };
  const after = { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false };
  store.save('refund', failed);
  store.save('charge', after);
  events.emit(cause, 'refund.updated', failed, refund);
  events.emit(cause, 'refund.failed', failed);
  events.emit(cause, 'charge.updated', after, charge);
  return failed;
}
