import { expect, type Page } from '@playwright/test';
import { openJobs, signedInWithJobs } from './support/jobs';
import { test } from './support/test';

const engineer = { title: 'Engineer', company: 'Halcyon Maps' };

test.describe('what opens over a page', () => {
  test('is fetched when somebody is there, and a press before it came is remembered', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, [engineer]);
    const scripts = await scriptsFrom(page);
    await openJobs(page);
    const before = scripts.asked();
    const letGo = scripts.hold();
    const button = page.getByRole('button', { name: 'Actions for Engineer at Halcyon Maps' });
    await button.click();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await expect.poll(() => scripts.asked()).toBeGreaterThan(before);
    await expect(page.getByRole('menu')).toHaveCount(0);
    letGo();
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
  });

  test('opens at the next try where its code could not be fetched', async ({ page, context }) => {
    await signedInWithJobs(context, [engineer]);
    const scripts = await scriptsFrom(page);
    await openJobs(page);
    scripts.refuse(true);
    await page.getByRole('button', { name: 'Add job' }).click();
    await expect.poll(() => scripts.refused()).toBeGreaterThan(0);
    await page.waitForLoadState('networkidle');
    scripts.refuse(false);
    const dialog = page.getByRole('dialog', { name: 'Add a job' });
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'Add job' }).click();
    await expect(dialog).toBeVisible();
    await expect(dialog.getByLabel('Job title')).toBeFocused();
  });
});

/** Has what a page fetches of its code counted, and held or refused when that is asked for. */
async function scriptsFrom(page: Page) {
  let [asked, refused, isRefusing] = [0, 0, false];
  let held: Promise<void> = Promise.resolve();
  await page.route('**/_next/static/**/*.js', async (route) => {
    asked += 1;
    await held;
    if (isRefusing) {
      refused += 1;
      await route.abort();
    } else await route.continue();
  });
  return {
    asked: () => asked,
    refused: () => refused,
    refuse: (now: boolean) => {
      isRefusing = now;
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
}
