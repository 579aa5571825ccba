import { expect } from '@playwright/test';
import { createJob } from '@/lib/jobs';
import { askToAddJob, jobsOf, ownTenant } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { signedInUser } from './support/users';

/** What somebody new is shown, and how they get rid of it. */
test('somebody new looks around with samples, then begins, and is left alone', async ({ page, context }) => {
  await signedInUser(context);
  await page.goto('/jobs');
  const steps = page.getByRole('region', { name: /First steps/ });
  await expect(steps).toContainText('0 of 3');
  await shoot(page, 'welcome');

  await test.step('samples come, and are no step of one’s own', async () => {
    await steps.getByRole('button', { name: 'Look around with samples' }).click();
    await expect(page.getByText('Kestrel Health (sample)')).toBeVisible();
    await expect(page.getByText('4 of 10 saved jobs')).toBeVisible();
    await expect(steps).toContainText('0 of 3');
    await shoot(page, 'welcome-samples');
  });

  await test.step('a job of one’s own is one', async () => {
    await askToAddJob(page);
    const dialog = page.getByRole('dialog', { name: 'Add a job' });
    await dialog.getByLabel('Job title').fill('Cartographer');
    await dialog.getByLabel('Company').fill('Halcyon Maps');
    await dialog.getByRole('button', { name: 'Save job' }).click();
    await expect(dialog).toBeHidden();
    await expect(steps).toContainText('1 of 3');
  });

  await test.step('whoever skips keeps a way to be rid of the samples', async () => {
    await steps.getByRole('button', { name: 'Skip' }).click();
    await expect(steps).toBeHidden();
    await expect(page.getByText('Some of these jobs are samples.', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Remove the samples' }).click();
    await expect(page.getByText('Kestrel Health (sample)')).toBeHidden();
    await expect(page.getByText('1 of 10 saved jobs')).toBeVisible();
    await page.reload();
    await expect(page.getByText('Halcyon Maps')).toBeVisible();
    await expect(page.getByText('First steps')).toBeHidden();
    expect((await jobsOf(page.request)).map(({ title }) => title)).toEqual(['Cartographer']);
  });
});

test('whoever has jobs is not offered samples', async ({ page, context }) => {
  const user = await signedInUser(context);
  await createJob(ownTenant(user), { title: 'Cartographer', company: 'Halcyon Maps' });
  await page.goto('/jobs');
  await expect(page.getByRole('region', { name: /First steps/ })).toContainText('1 of 3');
  await expect(page.getByRole('button', { name: 'Look around with samples' })).toBeHidden();
});

test('the help answers where the first steps lead to', async ({ page, context }) => {
  await signedInUser(context);
  await page.goto('/jobs');
  await page.getByRole('link', { name: 'How to get it' }).click();
  await expect(page).toHaveURL(/\/help#extension$/);
  await expect(page.getByRole('heading', { name: 'The Chrome extension' })).toBeInViewport();
  await shoot(page, 'help');
});
