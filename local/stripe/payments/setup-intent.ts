import type { Context } from '../core/context';
import { newId, randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';

type SetupIntent = StoredObjects['setup_intent'];

/** What a set-up intent is made from. */
export type NewSetupIntent = {
  customer: string;
  description: string | null;
  metadata: Record<string, string>;
};

/** Records that a set-up succeeded, and tells so: the card may be charged later without its holder. */
export function succeedSetupIntent(
  context: Context,
  before: SetupIntent,
  paymentMethod: string,
): SetupIntent {
  const intent: SetupIntent = { ...before, payment_method: paymentMethod, status: 'succeeded' };
  context.store.save('setup_intent', intent);
  context.events.emit(context.cause, 'setup_intent.succeeded', intent);
  return intent;
}

/** Gives a set-up up that did not happen, and tells so. */
export function cancelSetupIntent(context: Context, before: SetupIntent): void {
  const intent: SetupIntent = { ...before, cancellation_reason: 'abandoned', status: 'canceled' };
  context.store.save('setup_intent', intent);
  context.events.emit(context.cause, 'setup_intent.canceled', intent);
}

/** A set-up that has not been tried; not stored yet. */
export function newSetupIntent(context: Context, wanted: NewSetupIntent): SetupIntent {
  const id = newId('seti', 24);
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: context.clock.now(),
    customer: wanted.customer,
    customer_account: null,
    description: wanted.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: { enabled: false },
    mandate: null,
    metadata: wanted.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
  };
}
