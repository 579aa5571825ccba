import { expect } from '@playwright/test';
import { openJobs, signedInWithJobs } from './support/jobs';
import { test } from './support/test';

test('a theme is there before anything runs, in every tab, and follows the system where that was chosen', async ({
  page,
  context,
}) => {
  const dark = /(^| )dark( |$)/;
  await page.emulateMedia({ colorScheme: 'light' });
  await signedInWithJobs(context, [{ title: 'Engineer', company: 'Halcyon Maps' }]);
  await openJobs(page);
  const root = page.locator('html');
  await expect(root).not.toHaveClass(dark);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(root).toHaveClass(dark);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root).not.toHaveClass(dark);

  const other = await context.newPage();
  await other.emulateMedia({ colorScheme: 'light' });
  await openJobs(other);
  await page.getByRole('button', { name: /^Account menu/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(root).toHaveClass(dark);
  await expect(other.locator('html')).toHaveClass(dark);

  // Without the scripts that come later: the page's own first one is enough.
  await other.route('**/_next/static/**/*.js', (route) => route.abort());
  await other.goto('/pricing');
  expect(await other.evaluate(() => document.documentElement.className)).toMatch(dark);
});
