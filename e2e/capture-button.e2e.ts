import { expect } from '@playwright/test';
import { getJob } from '@/lib/jobs';
import { askToAddJob, jobsOf, ownTenant } from './support/jobs';
import { test } from './support/test';
import { signedInUser } from './support/users';

/** Filling in a new job from the link to its posting. */
test('a link fills in what is empty, and what cannot be read is told and changes nothing', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  await page.goto('/jobs');
  await askToAddJob(page);
  const dialog = page.getByRole('dialog', { name: 'Add a job' });
  const read = dialog.getByRole('button', { name: 'Fill in from the link' });
  const link = dialog.getByLabel('Link to the posting');

  await read.click();
  await expect(dialog.getByText('Paste the link first.')).toBeVisible();
  await expect(link).toBeFocused();

  await link.fill('10.0.0.1/jobs/1');
  await read.click();
  await expect(
    dialog.getByText('This address cannot be opened from here. Enter the job by hand.'),
  ).toBeVisible();
  await expect(dialog.getByLabel('Job title')).toHaveValue('');

  // No site of the world outside is there for a test; what the server makes of pages has tests of its own.
  await page.route('**/api/jobs/capture', (route) =>
    route.fulfill({
      json: {
        title: 'Cartographer',
        company: 'Halcyon Maps Ltd',
        location: 'Berlin',
        workMode: 'hybrid',
        salaryText: '€60,000 a year',
        description: '<p>Draw <strong>maps</strong>.</p>',
        source: 'halcyon.example',
        url: 'https://halcyon.example/jobs/1',
        closesOn: null,
      },
    }),
  );
  await dialog.getByLabel('Company').fill('Halcyon Maps');
  await link.fill('https://halcyon.example/jobs/1?utm_source=x');
  await read.click();
  await expect(
    dialog.getByText(/^Filled in: job title, location, work mode, pay, description/),
  ).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Description' }).locator('strong')).toHaveText('maps');
  await expect(dialog.getByLabel('Job title')).toHaveValue('Cartographer');
  await expect(dialog.getByLabel('Company')).toHaveValue('Halcyon Maps');
  await expect(link).toHaveValue('https://halcyon.example/jobs/1');
  await page.screenshot({ path: 'test-results/screens/capture-button.png' });
  await dialog.getByRole('button', { name: 'Save job' }).click();
  await expect(dialog).toBeHidden();
  const [saved] = await jobsOf(page.request);
  expect(await getJob(ownTenant(user), saved?.id ?? '')).toMatchObject({
    title: 'Cartographer',
    company: 'Halcyon Maps',
    location: 'Berlin',
    workMode: 'hybrid',
    salaryText: '€60,000 a year',
    url: 'https://halcyon.example/jobs/1',
    description: '<p>Draw <strong>maps</strong>.</p>',
  });
});
