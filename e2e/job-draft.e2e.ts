import { expect } from '@playwright/test';
import { getJob, listJobs } from '@/lib/jobs';
import { askToAddJob, ownTenant } from './support/jobs';
import { test } from './support/test';
import { signedInUser } from './support/users';

// Far from Greenwich, so that a time that was taken for UTC shows.
test.use({ timezoneId: 'America/New_York' });

test('what is read behind a link is seen before it is saved, the description with its markup', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  await page.route('**/api/jobs/capture', (route) =>
    route.fulfill({
      json: {
        ...{ title: 'Hydrographer', company: 'Borealis', location: 'Bergen', workMode: 'onsite' },
        ...{
          salaryText: '£45/hr',
          source: 'lever',
          url: 'https://borealis.example/1',
          closesOn: '2030-05-04',
        },
        description: '<h2>You</h2><p onclick="x()">Sound <b>depths</b></p><img src=x onerror=x()>',
      },
    }),
  );
  await page.goto('/jobs');
  await askToAddJob(page);
  const dialog = page.getByRole('dialog', { name: 'Add a job' });
  await dialog.getByLabel('Link to the posting').fill('borealis.example/1');
  await dialog.getByRole('button', { name: 'Fill in from the link' }).click();
  await expect(dialog.getByText('Read as £45 an hour')).toBeVisible();
  const box = dialog.getByRole('textbox', { name: 'Description' });
  await expect(box.getByRole('heading', { name: 'You' })).toBeVisible();
  await expect(box.locator('img')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Save job' }).click();
  await expect(page.getByText('Job saved')).toBeVisible();
  const [summary] = (await listJobs(ownTenant(user))).jobs;
  expect(await getJob(ownTenant(user), summary?.id ?? '')).toMatchObject({
    ...{ title: 'Hydrographer', workMode: 'onsite', closesOn: '2030-05-04' },
    salary: { min: 4500, currency: 'GBP', interval: 'hour' },
    description: '<h2>You</h2><p>Sound <b>depths</b></p>',
  });
});
