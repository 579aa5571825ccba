import { expireOverdueSessions } from '../checkout/expire';
import { finalizeDueDrafts } from '../invoices/finalize-due';
import { retryOverdueInvoices } from '../invoices/retry';
import { advanceSchedules } from '../schedules/advance';
import { announceRenewals } from '../subscriptions/announce';
import { dropOverdueUpdates, expireIncomplete } from '../subscriptions/expire';
import { renewSubscription } from '../subscriptions/renew';
import { nextRenewal } from '../subscriptions/renewal';
import { deleteOldTestClocks } from '../test-clocks/delete';
import { livesInTimeOf } from '../test-clocks/frozen-clock';
import type { Context } from './context';

/** Something that falls due by itself. It acts on what lives in the context's time, and leaves the rest alone. */
export type Clockwork = {
  /** When it next falls due, in seconds since 1970. */
  next(context: Context): number | undefined;
  /** Does all of it that is due now. */
  act(context: Context): void;
};

/**
 * Moves the context's clock to `until` (seconds since 1970) if it is not there yet, and does on the way what falls due
 * in its time, in its order and at its moment.
 */
export function passTime(context: Context, until: number): void {
  for (;;) {
    const moments = clockworks.map((clockwork) => clockwork.next(context));
    const due = Math.min(...moments.filter((moment) => moment !== undefined));
    if (due > until) break;
    // What fell due while nobody was looking happens now.
    context.clock.advance(Math.max(0, due - context.clock.now()));
    for (const [index, clockwork] of clockworks.entries()) {
      if ((moments[index] ?? Number.POSITIVE_INFINITY) <= due) clockwork.act(context);
    }
  }
  context.clock.advance(Math.max(0, until - context.clock.now()));
}

const LIVE = ['active', 'trialing', 'past_due', 'unpaid'];

// Sessions are the account's, whoever their customer is.
const sessions: Clockwork = {
  next: ({ store, clock }) =>
    clock.testClock === null
      ? store.smallest('checkout.session', 'expires_at', [{ field: 'status', is: 'open' }])
      : undefined,
  act: expireOverdueSessions,
};

const renewals: Clockwork = {
  next: ({ store, clock }) => {
    const conditions = [{ field: 'status', oneOf: LIVE }, livesInTimeOf({ clock })];
    const end = store.smallestWithin('subscription', 'items.data', 'current_period_end', {}, conditions);
    const cancel = store.smallest('subscription', 'cancel_at', conditions);
    if (end === undefined || cancel === undefined) return end;
    return Math.min(end, cancel);
  },
  act: (context) => {
    const now = context.clock.now();
    const due = context.store
      .all('subscription', [{ field: 'status', oneOf: LIVE }, livesInTimeOf(context)])
      .filter(
        (subscription) => Math.min(nextRenewal(subscription), subscription.cancel_at ?? now + 1) <= now,
      );
    for (const subscription of due.toReversed()) renewSubscription(context, subscription);
  },
};

// A schedule's change comes before the renewal that bills it, and an announcement before what it announces.
const clockworks: readonly Clockwork[] = [
  sessions,
  announceRenewals,
  expireIncomplete,
  dropOverdueUpdates,
  advanceSchedules,
  renewals,
  finalizeDueDrafts,
  retryOverdueInvoices,
  deleteOldTestClocks,
];
