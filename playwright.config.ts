import { defineConfig, devices } from '@playwright/test';
import { testProfile } from './local/profiles';

/** Browser tests against the production build on the local stack, in Debian's Chromium. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './local/test/playwright-stack.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  // Named at the end of `npm test`; a test that fails twice fails the run.
  retries: 1,
  // These only end what hangs: long enough for a machine many times slower and busy with something else besides.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '.local/test-reports/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${testProfile.ports.app}`,
    trace: 'retain-on-failure',
    ...devices['Desktop Chrome'],
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
