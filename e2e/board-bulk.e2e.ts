import { expect, type Locator, type Page } from '@playwright/test';
import type { JobInput, JobStatus } from '@/lib/jobs';
import { expectAccessible } from './support/auth-pages';
import { jobsOf, openJobs, signedInWithJobs } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';

/** What a person does with many jobs at once, and the views that they keep. */
test.describe('many jobs', () => {
  test('are chosen one by one and as a range, moved, and brought back to what each was', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, jobs(['saved', 'applied', 'saved', 'offer', 'saved']));
    await openTable(page);
    await select(page, 'Job 05').check();
    await select(page, 'Job 02').click({ modifiers: ['Shift'] });
    await expect(bar(page)).toContainText('4 selected');
    await select(page, 'Job 03').uncheck();
    await expect(bar(page)).toContainText('3 selected');
    await expectAccessible(page);
    await shoot(page, 'jobs-selected');
    await bar(page).getByRole('button', { name: 'Move to' }).click();
    await page.getByRole('menuitem', { name: 'Rejected' }).click();
    await expect(page.getByText('3 jobs moved to Rejected')).toBeVisible();
    await expect(bar(page)).toHaveCount(0);
    expect(await statuses(page)).toEqual(['saved', 'rejected', 'saved', 'rejected', 'rejected']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Undone')).toBeVisible();
    expect(await statuses(page)).toEqual(['saved', 'applied', 'saved', 'offer', 'saved']);
    await expect(rowOf(page, 'Job 04')).toContainText('Offer');
  });

  test('are deleted after a question that says how many, and their places are free', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, jobs(['saved', 'saved', 'offer', 'saved']));
    await openTable(page);
    await page.getByRole('checkbox', { name: 'Select all jobs that are shown' }).check();
    await select(page, 'Job 03').uncheck();
    await bar(page).getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('alertdialog', { name: 'Delete 3 jobs?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await statuses(page)).toHaveLength(4);
    await bar(page).getByRole('button', { name: 'Delete' }).click();
    await question.getByRole('button', { name: 'Delete 3 jobs' }).click();
    await expect(page.getByText('3 jobs deleted')).toBeVisible();
    await expect(page.getByText('1 of 10 saved jobs')).toBeVisible();
    expect(await statuses(page)).toEqual(['offer']);
  });

  test('are all that match, also those that were never loaded, and come back by undo', async ({
    page,
    context,
  }) => {
    test.slow();
    const many = Array.from({ length: 80 }, (_, index): JobStatus => (index % 2 ? 'saved' : 'applied'));
    await signedInWithJobs(context, jobs(many), 'basic');
    await openTable(page, '&status=saved&status=applied');
    await expect(rowOf(page, 'Job 80')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Select all jobs that are shown' }).check();
    await bar(page).getByRole('button', { name: 'Select all 80 that match' }).click();
    await expect(bar(page)).toContainText('80 selected');
    await bar(page).getByRole('button', { name: 'Archive' }).click();
    await expect(page.getByText('80 jobs moved to Archived')).toBeVisible();
    await expect(page.getByText('No job matches')).toBeVisible();
    expect(new Set(await statuses(page))).toEqual(new Set(['archived']));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rowOf(page, 'Job 80')).toBeVisible();
    expect(await statuses(page)).toEqual(many);
  });

  test('are left alone when others have come to match meanwhile', async ({ page, context }) => {
    test.slow();
    await signedInWithJobs(context, jobs(Array.from({ length: 60 }, () => 'saved' as const)), 'basic');
    await openTable(page);
    await expect(rowOf(page, 'Job 60')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Select all jobs that are shown' }).check();
    await bar(page).getByRole('button', { name: 'Select all 60 that match' }).click();
    const headers = { origin: process.env.APP_URL ?? '' };
    const data = { title: 'By the extension', company: 'Acme' };
    expect((await page.request.post('/api/jobs', { data, headers })).status()).toBe(201);
    await bar(page).getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 60 jobs' }).click();
    await expect(page.getByText('The jobs were not deleted')).toBeVisible();
    await expect(page.getByText('61 jobs match by now.')).toBeVisible();
    await expect(rowOf(page, 'By the extension')).toBeVisible();
  });

  test('stay chosen when somebody comes back to the page', async ({ page, context }) => {
    await signedInWithJobs(context, jobs(['saved', 'saved']));
    await openTable(page);
    await select(page, 'Job 01').check();
    const headers = { origin: process.env.APP_URL ?? '' };
    await page.request.post('/api/jobs', { data: { title: 'New', company: 'Acme' }, headers });
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect(rowOf(page, 'New')).toBeVisible();
    await expect(select(page, 'Job 01')).toBeChecked();
    await expect(bar(page)).toContainText('1 selected');
  });
});

test('a view is kept under a name, is the way in, changes, and is forgotten', async ({ page, context }) => {
  await signedInWithJobs(context, jobs(['saved', 'offer', 'offer']));
  await openTable(page, '&status=offer');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription('Give the view a name');
  await dialog.getByLabel('Name').fill('My offers');
  await dialog.getByLabel('Open it whenever I come to my jobs').check();
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByRole('button', { name: 'Views: My offers' })).toBeVisible();

  await openJobs(page);
  await expect(page).toHaveURL(/\/jobs\?view=table&status=offer$/);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: /^My offers/ }).click();
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Manage views' }).click();
  const manage = page.getByRole('dialog', { name: 'Your views' });
  await expectAccessible(page);
  await manage.getByLabel('Name of My offers').fill('Everything');
  await manage.getByRole('button', { name: 'Rename' }).click();
  await expect(manage.getByLabel('Name of Everything')).toBeVisible();
  await manage.getByRole('button', { name: 'Show the present filters' }).click();
  await expect(page.getByText('Everything shows this now')).toBeVisible();
  await manage.getByRole('button', { name: 'Close' }).first().click();
  await openJobs(page);
  await expect(page).toHaveURL(/\/jobs\?view=table$/);

  await page.getByRole('button', { name: 'Views: Everything' }).click();
  await page.getByRole('menuitem', { name: 'Manage views' }).click();
  await manage.getByRole('button', { name: 'Delete Everything' }).click();
  await expect(page.getByText('View deleted')).toBeVisible();
  await expect(manage.getByText('You keep no view any longer.')).toBeVisible();
});

/** Jobs of these statuses, the first one saved first. */
function jobs(statuses: readonly JobStatus[]): JobInput[] {
  return statuses.map((status, index) => ({
    title: `Job ${String(index + 1).padStart(2, '0')}`,
    company: 'Halcyon Maps',
    status,
  }));
}

async function openTable(page: Page, more = ''): Promise<void> {
  await openJobs(page, `/jobs?view=table${more}`);
}

function rows(page: Page): Locator {
  return page.getByRole('table', { name: 'Saved jobs' }).locator('tbody').getByRole('row');
}

function rowOf(page: Page, title: string): Locator {
  return rows(page).filter({ has: page.getByRole('link', { name: title, exact: true }) });
}

function select(page: Page, title: string): Locator {
  return page.getByRole('checkbox', { name: `Select ${title} at Halcyon Maps` });
}

function bar(page: Page): Locator {
  return page.getByRole('region', { name: 'Selected jobs' });
}

/** Of all jobs, the one that was saved first first. */
async function statuses(page: Page): Promise<JobStatus[]> {
  return (await jobsOf(page.request)).map(({ status }) => status).reverse();
}
