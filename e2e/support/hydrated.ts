import { expect, type Locator } from '@playwright/test';

/** Resolves once React has taken over a part of the page: what is typed or pressed before that is lost. */
export async function hydrated(part: Locator): Promise<void> {
  await expect
    .poll(
      () => part.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps'))),
      { timeout: 30_000 },
    )
    .toBe(true);
}
