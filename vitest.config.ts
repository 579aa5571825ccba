import { defineConfig } from 'vitest/config';
import { PathOrder } from './local/test/order.ts';

// How long is waited in vain before a test fails, and nothing else: long enough for a machine many times slower and busy
// with something else besides. Stripe takes its time to advance a test clock; see local/test/stripe-target.ts.
const patience = process.env.FOOTHOLD_STRIPE_TARGET === 'sandbox' ? 600_000 : 180_000;
const patient = { testTimeout: patience, hookTimeout: patience, expect: { poll: { timeout: patience / 3 } } };

/** `unit` needs nothing; `integration` runs against the real local stack, started once by its global set-up. */
export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    sequence: { sequencer: PathOrder },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,extension,lib,local,prisma,worker,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{app,lib,prisma,worker}/**/*.integration.test.ts'],
          globalSetup: ['local/test/vitest-stack.ts'],
          ...patient,
          // The database is shared: what drains a queue in one file must not drain another's.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'local',
          include: ['local/**/*.integration.test.ts'],
          ...patient,
          maxWorkers: 2,
        },
      },
    ],
  },
});
