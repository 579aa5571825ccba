import type { Context } from '../core/context';
import type { Clockwork } from '../core/pass-time';
import { voidInvoice } from '../invoices/void';
import { livesInTimeOf } from '../test-clocks/frozen-clock';
import { setStatus } from './after-payment';
import { dropPendingUpdate } from './pending-update';

const HOURS_23 = 23 * 3_600;
const INCOMPLETE = [{ field: 'status', is: 'incomplete' }];
const WAITING = 'pending_update.expires_at';

/** Ends subscriptions whose first payment did not come within 23 hours, and voids its invoice. */
export const expireIncomplete: Clockwork = {
  next: (context) => {
    const waiting = [...INCOMPLETE, livesInTimeOf(context)];
    const oldest = context.store.smallest('subscription', 'created', waiting);
    return oldest === undefined ? undefined : oldest + HOURS_23;
  },
  act: (context) => {
    const created = { field: 'created', range: { lte: context.clock.now() - HOURS_23 } };
    for (const subscription of context.store.all('subscription', [
      ...INCOMPLETE,
      created,
      livesInTimeOf(context),
    ])) {
      const ended = { ...subscription, ended_at: context.clock.now() };
      context.store.save('subscription', ended);
      setStatus(context, ended, 'incomplete_expired');
      voidOpen(context, subscription.latest_invoice);
    }
  },
};

/** Gives up changes whose invoice was not paid in time, and voids it. */
export const dropOverdueUpdates: Clockwork = {
  next: (context) => context.store.smallest('subscription', WAITING, [livesInTimeOf(context)]),
  act: (context) => {
    const due = [{ field: WAITING, range: { lte: context.clock.now() } }, livesInTimeOf(context)];
    for (const subscription of context.store.all('subscription', due)) {
      voidOpen(context, dropPendingUpdate(context, subscription) ?? null);
    }
  },
};

function voidOpen(context: Context, id: string | null): void {
  const invoice = context.store.get('invoice', id ?? '');
  if (invoice?.status === 'open') voidInvoice(context, invoice);
}
