import { expect } from '@playwright/test';
import { asService } from '@/lib/db';
import { createJob } from '@/lib/jobs';
import { consumeUsage, type UsageItems } from '@/lib/usage';
import { joinOrganization } from '@/local/test/people';
import { expectAccessible } from './support/auth-pages';
import { askToAddJob, ownTenant } from './support/jobs';
import { mailsTo, mailTo } from './support/mail';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { signedInUser, type TestUser } from './support/users';

test('at 80% a banner says so on every page and owners get one mail; put away, it stays away', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  for (let count = 1; count <= 7; count++) await saveJob(user, count);
  await page.goto('/jobs');
  const banner = page.getByRole('region', { name: 'Usage' });
  await expect(banner).toHaveCount(0);

  // The one that crosses the line tells it at once.
  await askToAddJob(page);
  const dialog = page.getByRole('dialog', { name: 'Add a job' });
  await dialog.getByLabel('Job title').fill('Engineer 8');
  await dialog.getByLabel('Company').fill('Halcyon Maps');
  await dialog.getByRole('button', { name: 'Save job' }).click();
  await expect(banner).toContainText('8 of 10 saved jobs used');
  await expect(banner).toContainText('Basic gives 100 saved jobs, for $9 a month.');
  await mailTo(user.email, 'You have used 80% of your saved jobs');
  await saveJob(user, 9);
  await page.goto('/account/billing');
  await expect(banner).toContainText('9 of 10 saved jobs used');
  await shoot(page, 'usage-banner');

  await banner.getByRole('button', { name: 'Hide this notice' }).click();
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
  await page.goto('/jobs');
  await expect(page.getByText('9 of 10 saved jobs').first()).toBeVisible();
  await expect(banner).toHaveCount(0);

  await saveJob(user, 10);
  await page.reload();
  await expect(banner).toContainText('10 of 10 saved jobs used');
  await mailTo(user.email, 'You have reached your limit of 10 saved jobs');
  const mails = (await mailsTo(user.email)).map(({ subject }) => subject);
  expect(mails.filter((subject) => subject.includes('80%'))).toHaveLength(1);
});

test('the page shows what is used, what happens at the limit, day by day, and gives it as a file', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  await take(user, { runs: 104, storage_bytes: 250_000_000 });
  await page.goto('/account/usage');
  const runs = page.getByRole('meter', { name: 'Runs' });
  await expect(runs).toHaveAttribute('aria-valuetext', '104 of 100');
  await expect(
    page.getByText('You are past the limit. You can go on up to 120, then it stops.').first(),
  ).toBeVisible();
  await expect(page.getByRole('meter', { name: 'Storage' })).toHaveAttribute(
    'aria-valuetext',
    '250 MB of 1 GB',
  );
  await expect(page.getByText(/^Resets on /).first()).toBeVisible();
  await expect(page.getByRole('img', { name: /^Runs a day over 30 days: 104 at most/ })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'usage-page');

  await test.step('the numbers behind the chart unfold by keyboard', async () => {
    await page.getByText('Numbers of Runs').focus();
    await page.keyboard.press('Enter');
    const days = page.getByRole('table', { name: /^Runs by day/ });
    await expect(days.getByRole('row')).toHaveCount(2);
    await expect(days).toContainText('104');
    await expect(page.getByRole('table', { name: 'Runs by period' })).toContainText('104');
  });

  await test.step('what is not used is folded', async () => {
    await expect(page.getByText('Drive folders').first()).toBeHidden();
    await page.getByText('Not used yet').first().click();
    await expect(page.getByText('Drive folders').first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the file has the same numbers', async () => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download periods as CSV' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('foothold-usage.csv');
    const answer = await page.request.get(download.url());
    expect(await answer.text()).toMatch(/\r\nruns,[^,]+,[^,]+,104,0\r\n/);
  });

  await test.step('on a small phone nothing runs out of sight', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
});

test('what is switched off is neither mailed nor shown', async ({ page, context }) => {
  const user = await signedInUser(context);
  await take(user, { runs: 1, documents: 1 });
  await page.goto('/account/usage');
  const runs = page.getByRole('group', { name: 'Runs' });
  await runs.getByLabel('Mail').uncheck();
  await runs.getByLabel('Banner').uncheck();
  await page.getByRole('button', { name: 'Save alerts' }).click();
  await expect(page.getByRole('status').getByText('Saved.')).toBeVisible();
  await expect(runs.getByLabel('Mail')).not.toBeChecked();
  await page.reload();
  await expect(runs.getByLabel('Banner')).not.toBeChecked();
  await expect(page.getByRole('group', { name: 'Documents' }).getByLabel('Mail')).toBeChecked();

  await take(user, { runs: 90 });
  await take(user, { documents: 40 });
  await page.reload();
  const banner = page.getByRole('region', { name: 'Usage' });
  await expect(banner).toContainText('41 of 50 documents used');
  await expect(banner).not.toContainText('runs');
  // The one that is on came; the other was due before it.
  await mailTo(user.email, 'You have used 80% of your documents');
  expect((await mailsTo(user.email)).map(({ subject }) => subject).join()).not.toContain('runs');
});

test('a viewer sees the usage and whom to ask, and cannot switch anything', async ({
  page,
  context,
  browser,
}) => {
  const owner = await signedInUser(await browser.newContext());
  await take(owner, { runs: 85 });
  const viewer = await signedInUser(context);
  await joinOrganization(
    { userId: viewer.id, organizationId: viewer.id, email: '', password: '' },
    owner.id,
    'viewer',
  );
  await asService('test.switch', (tx) =>
    tx.user.update({ where: { id: viewer.id }, data: { activeOrganizationId: owner.id } }),
  );
  await page.goto('/account/usage');
  await expect(page.getByRole('meter', { name: 'Runs' })).toHaveAttribute('aria-valuetext', '85 of 100');
  const banner = page.getByRole('region', { name: 'Usage' });
  await expect(banner).toContainText('85 of 100 runs used');
  await expect(page.getByRole('link', { name: 'See plans' })).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Runs' }).getByLabel('Mail')).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Save alerts' })).toHaveCount(0);
  await expect(page.getByText('Only owners and admins of your organization can change these.')).toBeVisible();
});

async function saveJob(user: TestUser, count: number): Promise<void> {
  await createJob(ownTenant(user), { title: `Engineer ${count}`, company: 'Halcyon Maps' });
}

async function take(user: TestUser, items: UsageItems): Promise<void> {
  await asService('test.take', (tx) =>
    consumeUsage(tx, ownTenant(user), { key: crypto.randomUUID(), items }),
  );
}
