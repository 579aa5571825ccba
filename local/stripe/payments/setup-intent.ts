import type { Context } from '../core/context';
import { newId, randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';

type SetupIntent = StoredObjects['setup_intent'];

/** Makes and stores a set-up that succeeded: the card may be charged later without its holder. */
export function createSetupIntent(
  context: Context,
  customer: string,
  paymentMethod: string,
): { created: SetupIntent; intent: SetupIntent } {
  const id = newId('seti', 24);
  const created: SetupIntent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: context.clock.now(),
    customer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: { enabled: false },
    mandate: null,
    metadata: {},
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
  const intent: SetupIntent = { ...created, payment_method: paymentMethod, status: 'succeeded' };
  context.store.insert('setup_intent', intent);
  return { created, intent };
}
