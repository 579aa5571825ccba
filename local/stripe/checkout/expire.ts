import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { cancelSetupIntent } from '../payments/setup-intent';

type Session = StoredObjects['checkout.session'];

/** Closes an open session for good and tells so. */
export function expireSession(context: Context, session: Session): Session {
  const expired: Session = { ...session, status: 'expired', url: null };
  context.store.save('checkout.session', expired);
  context.events.emit(context.cause, 'checkout.session.expired', expired);
  const setup = context.store.get('setup_intent', session.setup_intent ?? '');
  if (setup !== undefined) cancelSetupIntent(context, setup);
  return expired;
}

/** Closes every open session whose time has passed. */
export function expireOverdueSessions(context: Context): void {
  const overdue = context.store.all('checkout.session', [
    { field: 'status', is: 'open' },
    { field: 'expires_at', range: { lte: context.clock.now() } },
  ]);
  for (const session of overdue) expireSession(context, session);
}
