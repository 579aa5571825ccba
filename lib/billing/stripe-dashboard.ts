import { env } from '@/lib/env';

/** Where a person finds a customer in Stripe's dashboard: in the mode of the key that is used here. */
export function customerPage(customerId: string): string {
  return customerPageOf(customerId, env().STRIPE_SECRET_KEY);
}

/** Pure part of {@link customerPage}. */
export function customerPageOf(customerId: string, secretKey: string): string {
  const mode = /^(sk|rk)_test_/.test(secretKey) ? 'test/' : '';
  return `https://dashboard.stripe.com/${mode}customers/${encodeURIComponent(customerId)}`;
}
