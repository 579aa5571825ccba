import { expect, it } from 'vitest';
import { customerPageOf } from './stripe-dashboard';

it('a customer is looked up in the mode in which it was made', () => {
  expect(customerPageOf('cus_1', 'sk_test_abc')).toBe('https://dashboard.stripe.com/test/customers/cus_1');
  expect(customerPageOf('cus_1', 'rk_test_abc')).toBe('https://dashboard.stripe.com/test/customers/cus_1');
  expect(customerPageOf('cus_1', 'sk_live_abc')).toBe('https://dashboard.stripe.com/customers/cus_1');
});

it('an id leads nowhere else', () => {
  expect(customerPageOf('../settings?x', 'sk_live_abc')).toBe(
    'https://dashboard.stripe.com/customers/..%2Fsettings%3Fx',
  );
});
