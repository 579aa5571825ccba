import { expect } from '@playwright/test';
import { Client } from 'pg';
import { env } from '@/lib/env';
import { createJob } from '@/lib/jobs';
import { openJobs, ownTenant, signedInWithJobs } from './support/jobs';
import { test } from './support/test';
import { signedInUser } from './support/users';

/** What somebody sees of a page before it does anything. */
const engineer = { title: 'Engineer', company: 'Halcyon Maps' };

test('the board and the usage come whole: nothing of them waits for a script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: env().APP_URL });
  const user = await signedInUser(context);
  // More than React would send at once if it stood behind a skeleton.
  for (let count = 1; count <= 10; count++)
    await createJob(ownTenant(user), { ...engineer, title: `Engineer ${count}` });
  const page = await context.newPage();
  await page.goto('/jobs');
  await expect(page.getByRole('link', { name: 'Engineer 10' })).toBeVisible();
  await page.goto('/account/usage');
  await expect(page.getByRole('heading', { name: 'Saved jobs' })).toBeVisible();
  await context.close();
});

test('who comes to the board from another page sees where things will be until they are there', async ({
  page,
  context,
}) => {
  await signedInWithJobs(context, [engineer]);
  await page.goto('/reminders');
  const letGo = await holdViews();
  try {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Jobs' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Loading your jobs' })).toBeAttached();
  } finally {
    await letGo();
  }
  await expect(page.getByRole('link', { name: 'Engineer' })).toBeVisible();
  await expect(page.getByText('Loading your jobs')).toHaveCount(0);
});

test('what is typed into the search of a page that came whole stays while the jobs are found', async ({
  page,
  context,
}) => {
  await signedInWithJobs(context, [engineer, { title: 'Designer', company: 'Borealis' }]);
  await openJobs(page);
  const box = page.getByRole('searchbox', { name: 'Search jobs' });
  await box.pressSequentially('Engi');
  await expect(page.getByRole('link', { name: 'Designer' })).toHaveCount(0);
  await expect(box).toBeFocused();
  await page.keyboard.type('neer');
  await expect(page).toHaveURL(/q=Engineer/);
  await expect(box).toHaveValue('Engineer');
  await expect(box).toBeFocused();
});

/** Has whoever reads saved views wait, as on a slow day. @returns what ends that */
async function holdViews(): Promise<() => Promise<void>> {
  const owner = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
  await owner.connect();
  await owner.query('begin');
  await owner.query('lock table app.saved_views in access exclusive mode');
  return () => owner.end();
}
