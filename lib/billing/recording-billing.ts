import { recordAudit, theSystem } from '@/lib/audit';
import type { Transaction } from '@/lib/db';
import { billingChanges } from './billing-changes';
import type { BillingState } from './notices';
import { readBillingState } from './read-billing-state';

/** What the mirror said before something was written to it, and says after. */
export type BillingTurn = { before: BillingState; after: BillingState };

/**
 * Records what `write` changes of an organization's plan and subscriptions. Nobody in particular does it: it is what
 * Stripe says.
 * Precondition: `tx` is service work that holds the customer's lock, so that each change is seen by one.
 */
export async function recordingBilling(
  tx: Transaction,
  organizationId: string,
  write: () => Promise<void>,
): Promise<BillingTurn> {
  const before = await readBillingState(tx, organizationId);
  await write();
  const after = await readBillingState(tx, organizationId);
  for (const change of billingChanges(before, after)) {
    await recordAudit(tx, { ...change, actor: theSystem, organizationId });
  }
  return { before, after };
}
