import { test as base } from '@playwright/test';
import { waitForReact } from './wait-for-react';

/**
 * The `test` of all browser tests: Playwright's, whose browser acts on a page only once React has taken it over, in
 * whatever context and tab.
 */
export const test = base.extend<object, object>({
  browser: [
    async ({ browser }, use) => {
      await waitForReact(browser);
      await use(browser);
    },
    { scope: 'worker' },
  ],
});
