import type { Page } from '@playwright/test';

/** Goes on from Google's page as this person. */
export async function continueAtGoogle(
  page: Page,
  { email, name = 'Nora Berg', verified = true }: { email: string; name?: string; verified?: boolean },
): Promise<void> {
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Google has verified this address').setChecked(verified);
  await page.getByRole('button', { name: 'Continue' }).click();
}
