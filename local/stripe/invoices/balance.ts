import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';

/** Why a balance changed. */
type BalanceChange = {
  type: 'adjustment' | 'applied_to_invoice' | 'initial';
  currency: string;
  invoice?: string;
  description?: string | null;
  metadata?: Record<string, string>;
};

/** Changes a customer's balance by an amount in the smallest unit (negative is a credit), keeps a record and tells so. */
export function changeBalance(
  context: Context,
  customer: StoredObjects['customer'],
  amount: number,
  why: BalanceChange,
): StoredObjects['customer_balance_transaction'] {
  const after = {
    ...customer,
    balance: customer.balance + amount,
    currency: customer.currency ?? why.currency,
  };
  context.store.save('customer', after);
  const transaction = recordBalance(context, after, amount, why);
  context.events.emit(context.cause, 'customer.updated', after, customer);
  return transaction;
}

/** Keeps the record of a change by which a customer's balance became what it is. */
export function recordBalance(
  context: Context,
  after: StoredObjects['customer'],
  amount: number,
  why: BalanceChange,
): StoredObjects['customer_balance_transaction'] {
  const transaction: StoredObjects['customer_balance_transaction'] = {
    id: newId('cbtxn', 24),
    object: 'customer_balance_transaction',
    amount,
    checkout_session: null,
    created: context.clock.now(),
    credit_note: null,
    currency: why.currency,
    customer: after.id,
    customer_account: null,
    description: why.description ?? null,
    ending_balance: after.balance,
    invoice: why.invoice ?? null,
    livemode: false,
    metadata: why.metadata ?? {},
    type: why.type,
  };
  context.store.insert('customer_balance_transaction', transaction);
  return transaction;
}

/**
 * Uses the customer's balance for an invoice that becomes final: a credit lowers what is due, and a total below zero
 * becomes credit. Returns the balance that is left.
 */
export function settleBalance(context: Context, draft: StoredObjects['invoice']): number {
  const customer = draft.customer === null ? undefined : context.store.get('customer', draft.customer);
  if (customer === undefined) return 0;
  // What of the balance went into the amount due, with the sign of the balance's change.
  const change = draft.total - draft.amount_due;
  if (change === 0) return customer.balance;
  changeBalance(context, customer, change, {
    type: 'applied_to_invoice',
    currency: draft.currency,
    invoice: draft.id,
  });
  return customer.balance + change;
}
