import { readBillingSettings } from '../core/billing-settings';
import type { Clock } from '../core/clock';
import type { Context } from '../core/context';
import type { Clockwork } from '../core/pass-time';
import { composeInvoice } from '../invoices/compose';
import { livesInTimeOf } from '../test-clocks/frozen-clock';
import { nextRenewal, renewalOf } from './renewal';

const DAY = 86_400;
const TRIAL_NOTICE = 3 * DAY;
const TRIALING = { field: 'status', is: 'trialing' };
const ACTIVE = { field: 'status', is: 'active' };

/** Tells that a trial ends in three days, and that a renewal comes as many days ahead as the account has set. */
export const announceRenewals: Clockwork = {
  next: (context) => {
    const { store } = context;
    const told = toldUntil(context);
    const notice = upcomingNotice(context);
    const trial = store.smallestWithin(
      'subscription',
      'items.data',
      'current_period_end',
      { gt: told + TRIAL_NOTICE },
      [TRIALING, livesInTimeOf(context)],
    );
    const renewal =
      notice === 0
        ? undefined
        : store.smallestWithin('subscription', 'items.data', 'current_period_end', { gt: told + notice }, [
            ACTIVE,
            livesInTimeOf(context),
          ]);
    const moments = [
      ...(trial === undefined ? [] : [trial - TRIAL_NOTICE]),
      ...(renewal === undefined ? [] : [renewal - notice]),
    ];
    return moments.length === 0 ? undefined : Math.min(...moments);
  },
  act: (context) => {
    const { store, events, cause, clock, settings } = context;
    const now = clock.now();
    const told = toldUntil(context);
    const isDue = (moment: number) => moment > told && moment <= now;
    for (const subscription of store.all('subscription', [TRIALING, livesInTimeOf(context)]).toReversed()) {
      if (isDue(nextRenewal(subscription) - TRIAL_NOTICE)) {
        events.emit(cause, 'customer.subscription.trial_will_end', subscription);
      }
    }
    const notice = upcomingNotice(context);
    for (const subscription of store.all('subscription', [ACTIVE, livesInTimeOf(context)]).toReversed()) {
      const end = nextRenewal(subscription);
      if (notice === 0 || !isDue(end - notice) || (subscription.cancel_at ?? end + 1) <= end) continue;
      const { content } = renewalOf(context, subscription, end);
      events.emit(cause, 'invoice.upcoming', composeInvoice(context, { ...content, reason: 'upcoming' }));
    }
    settings.write(toldUntilName(clock), String(now));
  },
};

// Each time has its own past.
function toldUntilName({ testClock }: Clock): string {
  return testClock === null ? 'announced.until' : `announced.until.${testClock}`;
}

// Nothing is told about moments before the account (or the test clock) existed.
function toldUntil({ settings, clock }: Context): number {
  const name = toldUntilName(clock);
  const known = settings.read(name);
  if (known !== undefined) return Number(known);
  const now = clock.now();
  settings.write(name, String(now));
  return now;
}

function upcomingNotice({ settings }: Context): number {
  return readBillingSettings(settings).upcoming_days * DAY;
}
