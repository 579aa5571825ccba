import type { Page } from '@playwright/test';

/** Keeps a picture of the whole page among the run's artifacts, at the width of a desktop and of a phone. */
export async function shoot(page: Page, name: string): Promise<void> {
  const desktop = page.viewportSize();
  await page.screenshot({
    path: `test-results/screens/${name}-desktop.png`,
    fullPage: true,
    animations: 'disabled',
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({
    path: `test-results/screens/${name}-phone.png`,
    fullPage: true,
    animations: 'disabled',
  });
  if (desktop) await page.setViewportSize(desktop);
}
