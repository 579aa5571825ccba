import { expect, type Page } from '@playwright/test';
import { createJob, type JobInput } from '@/lib/jobs';
import { openJobs, ownTenant } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { signedInUser } from './support/users';

const jobs: JobInput[] = [
  { title: 'Senior Data Engineer', company: 'Northbound', location: 'Berlin', status: 'applied' },
  { title: 'Full-Stack Developer', company: 'Google', description: '<p>You know Kubernetes.</p>' },
  { title: 'Baker', company: 'Halcyon', notes: 'Nora works there' },
];

const box = (page: Page) => page.getByRole('searchbox', { name: 'Search jobs' });
const job = (page: Page, title: string) => page.getByRole('link', { name: title });

test('words are found in spite of slips and marked, and operators are offered where the plan has none', async ({
  page,
  context,
}) => {
  const tenant = ownTenant(await signedInUser(context));
  for (const each of jobs) await createJob(tenant, each);
  await openJobs(page, '/jobs?view=table');
  await box(page).fill('goolge');
  await expect(job(page, 'Baker')).toBeHidden();
  await expect(job(page, 'Full-Stack Developer')).toBeVisible();
  await expect(page.locator('mark')).toHaveText('Google');
  await expect(page).toHaveURL(/[?&]q=goolge/);

  await box(page).fill('kuber');
  await expect(job(page, 'Full-Stack Developer')).toBeVisible();
  await box(page).fill('nora');
  await expect(job(page, 'Baker')).toBeVisible();
  await expect(job(page, 'Full-Stack Developer')).toBeHidden();

  await box(page).fill('company:northbound -senior');
  await expect(
    page.getByRole('status').filter({ hasText: 'Only the words were searched for' }),
  ).toBeVisible();
  await expect(job(page, 'Senior Data Engineer')).toBeVisible();
  await expect(page.getByRole('link', { name: 'See plans' })).toHaveAttribute(
    'href',
    '/pricing?feature=advanced_search',
  );
  await shoot(page, 'search-words');

  const asked = await page.request.get('/api/jobs?mode=advanced&q=company%3Anorthbound');
  expect(asked.status()).toBe(403);
  expect(await asked.json()).toMatchObject({ error: 'plan_upgrade_required', feature: 'advanced_search' });

  await page.getByRole('button', { name: 'How to search' }).click();
  const help = page.getByRole('dialog', { name: 'How to search' });
  await expect(help.getByRole('heading', { name: 'To be more exact, with Pro' })).toBeVisible();
  await shoot(page, 'search-help');
  await help.getByRole('button', { name: 'goolge' }).click();
  await expect(box(page)).toHaveValue('goolge');
  await expect(job(page, 'Full-Stack Developer')).toBeVisible();
});

test('who has advanced search asks by field and is told what was not understood', async ({
  page,
  context,
}) => {
  const tenant = ownTenant(await signedInUser(context, { plan: 'pro' }));
  for (const each of jobs) await createJob(tenant, each);
  await openJobs(page, '/jobs?view=table');
  await box(page).fill('status:applied OR company:halcyon');
  await expect(job(page, 'Full-Stack Developer')).toBeHidden();
  await expect(job(page, 'Senior Data Engineer')).toBeVisible();
  await expect(job(page, 'Baker')).toBeVisible();

  await box(page).fill('baker status:hired');
  await expect(
    page.getByText('A status is one of saved, applied, interviewing, offer, rejected or archived.'),
  ).toBeVisible();
  await expect(job(page, 'Baker')).toBeVisible();
  await expect(job(page, 'Senior Data Engineer')).toBeHidden();
  await shoot(page, 'search-problem');
  const refused = await page.request.get('/api/jobs?mode=advanced&q=status%3Ahired');
  expect(refused.status()).toBe(422);
  expect((await refused.json()).issues).toMatchObject([{ path: 'q' }]);
});
