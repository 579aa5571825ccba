import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { createJob, importJobs } from '@/lib/jobs';
import { overrideLimit } from '@/lib/usage/test-support';
import { expectAccessible } from './support/auth-pages';
import { jobsOf, openJobs, ownTenant } from './support/jobs';
import { test } from './support/test';
import { signedInUser } from './support/users';

/** So many different jobs as the text of a file. */
function file(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `Job ${index},Halcyon`);
  return ['Title,Company', ...lines].join('\n');
}

async function choose(page: Page, name: string, text: string | Buffer): Promise<void> {
  await page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

test('a table of another tracker is matched, looked over and imported, and what was not saved is a file', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context, { plan: 'pro' });
  await createJob(ownTenant(user), { title: 'Kept', company: 'Acme' });
  await page.goto('/jobs/import');
  // As Excel writes it in Germany: semicolons, and Windows-1252.
  const text = [
    'Stelle;Firma;Stand;Beworben am;Anmerkung',
    'Kartografin;Müller & Söhne;Gespräch;3/4/2026;nett',
    'kept;ACME;Beworben;4/5/2026;',
    'Designer;;Wünsche;;',
    'Analystin;Birch;Wünsche;;',
  ].join('\r\n');
  await choose(page, 'bewerbungen.csv', Buffer.from(text, 'latin1'));

  const next = page.getByRole('button', { name: 'Continue' });
  await expect(page.getByLabel('What Firma holds')).toHaveValue('company');
  await expect(page.getByLabel('What Anmerkung holds')).toHaveValue('');
  await page.getByLabel('What Anmerkung holds').selectOption('notes');
  // Given words that mean nothing to us and dates that may be two days, it asks first.
  await expect(next).toBeDisabled();
  await expect(page.getByText('Say what each status means. Say which way the dates are.')).toBeVisible();
  await page.getByLabel('What Wünsche means').selectOption('saved');
  await page.getByRole('radio', { name: /April 3, 2026/ }).check();
  await expectAccessible(page);
  await next.click();

  await expect(page.getByText('2 jobs will be saved, 1 skipped, 1 cannot be saved.')).toBeVisible();
  await expect(page.getByRole('row', { name: /^4 Designer/ })).toContainText('It has no company.');
  await expect(page.getByRole('row', { name: /^3 kept/ })).toContainText(
    'It is saved already. It is skipped.',
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import 2 jobs' }).click();

  await expect(page.getByText('1 job saved, 1 skipped, 1 not saved.')).toHaveCount(0);
  await expect(page.getByText('2 jobs saved, 1 skipped, 1 not saved.')).toBeVisible();
  const saved = await jobsOf(page.request);
  expect(saved.find(({ title }) => title === 'Kartografin')).toMatchObject({
    company: 'Müller & Söhne',
    status: 'interviewing',
    notes: 'nett',
    appliedAt: '2026-04-03T12:00:00.000Z',
  });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download them' }).click(),
  ]);
  const problems = readFileSync(await download.path(), 'utf8');
  expect(problems).toContain('It is saved already.');
  expect(problems).toContain('It has no company.');

  // Given a way back later, what came of it is still there.
  await page.getByRole('link', { name: 'Import another' }).click();
  await page.getByRole('link', { name: 'bewerbungen.csv' }).click();
  await expect(page.getByText('2 jobs saved, 1 skipped, 1 not saved.')).toBeVisible();
});

test('what was copied out of a spreadsheet is imported, as many as the plan has room for', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context, { plan: 'pro' });
  await overrideLimit(user.id, 'saved_jobs', { quotaLimit: 11 });
  await page.goto('/jobs/import');
  await page.getByLabel('Or paste from a spreadsheet').fill(file(40).replaceAll(',', '\t'));
  await page.getByRole('button', { name: 'Use what is pasted' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('11 of 40 fit your plan')).toBeVisible();
  await page.getByRole('button', { name: 'Import 11 jobs' }).click();
  await expect(page.getByText('11 jobs saved, 29 not saved.')).toBeVisible();
  expect(await jobsOf(page.request)).toHaveLength(11);
});

test('a long import goes on in the background and can be watched', async ({ page, context }) => {
  await signedInUser(context, { plan: 'pro' });
  await page.goto('/jobs/import');
  await choose(page, 'long.csv', file(320));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Import 320 jobs' }).click();
  await expect(page).toHaveURL(/\/jobs\/import\?id=/);
  await expect(page.getByText('320 jobs saved.')).toBeVisible({ timeout: 120_000 });
});

test('what is no table is refused in a sentence, and nothing is lost by going back', async ({
  page,
  context,
}) => {
  await signedInUser(context, { plan: 'pro' });
  await page.goto('/jobs/import');
  await choose(page, 'book.csv', Buffer.from('PK\u0003\u0004'));
  await expect(page.getByText(/This is a workbook and no CSV file/)).toBeVisible();
  await choose(page, 'empty.csv', 'Title,Company\n');
  await expect(page.getByText('There is no line below the headings.')).toBeVisible();
  await choose(page, 'jobs.csv', 'A,B\nEngineer,Acme\n');
  await page.getByLabel('What A holds').selectOption('title');
  await expect(page.getByText('Say which column holds the company.')).toBeVisible();
  await page.getByLabel('What B holds').selectOption('company');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('What A holds')).toHaveValue('title');
});

test('a large body comes whole, and one that is too large is refused and never cut', async ({
  page,
  context,
}) => {
  await signedInUser(context, { plan: 'pro' });
  const preview = (mebibytes: number) =>
    page.request.post('/api/jobs/bulk-import/preview', {
      data: {
        rows: Array.from({ length: mebibytes * 4 }, (_, index) => ({
          title: `Job ${index}`,
          company: 'Halcyon',
          description: 'x'.repeat(256 * 1024),
        })),
      },
      headers: { origin: process.env.APP_URL ?? '' },
    });
  const whole = await preview(12);
  expect(whole.status()).toBe(200);
  expect(await whole.json()).toMatchObject({ total: 48, duplicates: [] });
  expect((await preview(17)).status()).toBe(413);
});

test('jobs are exported from the menu of the board', async ({ page, context }) => {
  const user = await signedInUser(context, { plan: 'basic' });
  await createJob(ownTenant(user), { title: 'Cartographer', company: 'Halcyon Maps' });
  await openJobs(page);
  await page.getByRole('button', { name: 'More about your jobs' }).click();
  await page.getByRole('menuitem', { name: 'Export jobs' }).click();
  await expect(page.getByRole('heading', { name: '1 job as a CSV file' })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^foothold-jobs-\d{4}-\d\d-\d\d\.csv$/);
  expect(readFileSync(await download.path(), 'utf8')).toContain('Cartographer,Halcyon Maps');
});

test('jobs that are chosen in the table are exported alone', async ({ page, context }) => {
  const user = await signedInUser(context, { plan: 'basic' });
  for (const title of ['Cartographer', 'Surveyor', 'Editor'])
    await createJob(ownTenant(user), { title, company: 'Halcyon Maps' });
  await openJobs(page, '/jobs?view=table');
  const row = page.getByRole('row').filter({ hasText: 'Surveyor' });
  await row.getByRole('checkbox').check();
  await page.getByRole('region', { name: 'Selected jobs' }).getByRole('link', { name: 'Export' }).click();
  await expect(page.getByRole('heading', { name: '1 job as a CSV file' })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^Surveyor,/);
});

test('who has not the plan is offered it, and shown what every plan has', async ({ page, context }) => {
  const user = await signedInUser(context);
  await createJob(ownTenant(user), { title: 'Cartographer', company: 'Halcyon Maps', status: 'applied' });
  for (const [path, heading, feature] of [
    ['/jobs/import', 'Importing jobs is part of Pro', 'bulk_import'],
    ['/jobs/export', 'Exporting jobs is part of Basic', 'export_csv'],
    ['/jobs/statistics', 'The rest of the statistics is part of Pro', 'advanced_analytics'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: /^See / })).toHaveAttribute(
      'href',
      `/pricing?feature=${feature}`,
    );
  }
  await expect(page.getByText('100% of saved')).toBeVisible();
  await expect(page.getByRole('slider')).toHaveCount(0);
  const refused = await page.request.post('/api/jobs/bulk-import', {
    data: { rows: [{ title: 'A', company: 'B' }] },
    headers: { origin: process.env.APP_URL ?? '' },
  });
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({ error: 'plan_upgrade_required', feature: 'bulk_import' });
});

test('statistics tell how the search goes, by keyboard too, and what each number is', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context, { plan: 'pro' });
  const options = { duplicates: 'save', dates: 'day_first' } as const;
  const rows = [
    { title: 'A', company: 'Halcyon', source: 'linkedin' },
    { title: 'B', company: 'Halcyon', status: 'Applied', source: 'linkedin' },
    { title: 'C', company: 'Halcyon', status: 'Interview', source: 'linkedin' },
    { title: 'D', company: 'Halcyon', status: 'Offer', source: 'indeed' },
  ];
  await importJobs(ownTenant(user), { rows }, options);
  await page.goto('/jobs/statistics');
  await expect(page.getByText('What became of the 4 jobs saved in the last 90 days.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Applied' }).first()).toContainText(
    '75% of saved',
  );
  await expect(page.getByText('2 of 3 applications answered, 1 still without a word.')).toBeVisible();
  await expect(page.getByRole('row', { name: 'LinkedIn 3 2 50%' })).toBeVisible();

  const days = page.getByRole('slider', { name: 'Activity by day' });
  const today = (await days.getAttribute('aria-valuetext')) ?? '';
  await days.press('ArrowUp');
  await expect(days).not.toHaveAttribute('aria-valuetext', today);
  await days.press('End');
  await expect(days).toHaveAttribute('aria-valuetext', today);
  await page.getByText('Numbers of the activity').click();
  await expect(
    page.getByRole('region', { name: 'Activity, by day' }).getByRole('cell', { name: '3', exact: true }),
  ).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'How response rate is counted' }).click();
  await expect(page.locator('#counted-responseRate')).toBeInViewport();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await expect(page).toHaveURL('/jobs/statistics?range=all');
  await expect(page.getByText('What became of the 4 jobs saved so far.')).toBeVisible();
});
