import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// Only what goes through `callStripe` is cut off when Stripe is down, and has time-outs and repeats.
it('nothing talks to Stripe but through the circuit breaker of stripe.ts', () => {
  const sources = ['app', 'components', 'lib', 'worker', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/(\.test|test-support)\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  expect(sources.length).toBeGreaterThan(100);
  const wrong = sources.filter((file) => !named.has(file) && talksItself(read(file)));
  expect(wrong).toEqual([]);
  expect(talksItself("import Stripe from 'stripe';\nconst stripe = new Stripe(key);")).toBe(true);
  expect(talksItself("await fetch('https://api.stripe.com/v1/customers')")).toBe(true);
});

/** The one that talks, and the one that names Stripe's pages to browsers. */
const named = new Set(['lib/billing/stripe.ts', 'lib/auth/edge/content-security-policy.ts']);

function talksItself(source: string): boolean {
  return /new Stripe\(|api\.stripe\.com|STRIPE_API_URL\)/.test(source);
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
