/** What the behaviour suite runs against: our emulator, or Stripe's own sandbox (`npm run test:stripe`). */
export type StripeTarget = 'emulator' | 'sandbox';

/** Set for the test processes by the runner and by nobody else. */
export const TARGET_VARIABLE = 'FOOTHOLD_STRIPE_TARGET';

export function stripeTarget(): StripeTarget {
  return process.env[TARGET_VARIABLE] === 'sandbox' ? 'sandbox' : 'emulator';
}

/**
 * The secret key of a Stripe sandbox among these variables.
 * @throws Error in a sentence when there is none, and for a key that could move real money or belongs to the emulator
 */
export function sandboxKeyIn(variables: Record<string, string | undefined>): string {
  const key = variables.STRIPE_SECRET_KEY ?? '';
  if (key === '') {
    throw new Error(
      'STRIPE_SECRET_KEY is not set. Set it to the secret key of a Stripe sandbox (sk_test_…), from the dashboard under Developers, API keys.',
    );
  }
  if (key.includes('_live_')) {
    throw new Error(
      'STRIPE_SECRET_KEY is a live key. This suite makes customers and charges cards, so it runs only in a sandbox (sk_test_…).',
    );
  }
  if (key.includes('_local_')) {
    throw new Error(
      'STRIPE_SECRET_KEY is that of the local emulator, against which npm test runs this suite anyway. Set the secret key of a Stripe sandbox.',
    );
  }
  if (!/^[sr]k_test_\w+$/.test(key)) {
    throw new Error('STRIPE_SECRET_KEY is no secret key of a Stripe sandbox: those begin with sk_test_.');
  }
  return key;
}
