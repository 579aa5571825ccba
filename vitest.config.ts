import { defineConfig } from 'vitest/config';
import { PathOrder } from './local/test/order.ts';

// Stripe takes its time to advance a test clock; see local/test/stripe-target.ts.
const patience = process.env.FOOTHOLD_STRIPE_TARGET === 'sandbox' ? 600_000 : 60_000;

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
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{app,lib,prisma,worker}/**/*.integration.test.ts'],
          globalSetup: ['local/test/vitest-stack.ts'],
          testTimeout: patience,
          hookTimeout: patience,
          // The database is shared: what drains a queue in one file must not drain another's.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'local',
          include: ['local/**/*.integration.test.ts'],
          testTimeout: patience,
          hookTimeout: patience,
          maxWorkers: 2,
        },
      },
    ],
  },
});
