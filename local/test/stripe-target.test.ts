import { describe, expect, it } from 'vitest';
import { sandboxKeyIn } from './stripe-target';

describe('the key that the suite runs with', () => {
  it.each(['sk_test_51Abc', 'rk_test_51Abc'])('may be that of a sandbox: %s', (key) => {
    expect(sandboxKeyIn({ STRIPE_SECRET_KEY: key })).toBe(key);
  });

  it.each([
    [undefined, 'is not set'],
    ['', 'is not set'],
    ['sk_live_51Abc', 'is a live key'],
    ['rk_live_51Abc', 'is a live key'],
    ['sk_test_local_foothold', 'is that of the local emulator'],
    ['pk_test_51Abc', 'is no secret key'],
    ['whatever', 'is no secret key'],
  ])('may not be %s', (key, sentence) => {
    expect(() => sandboxKeyIn({ STRIPE_SECRET_KEY: key })).toThrow(sentence);
    expect(() => sandboxKeyIn({ STRIPE_SECRET_KEY: key })).not.toThrow(/51Abc/);
  });
});
