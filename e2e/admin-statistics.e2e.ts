import { expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { test } from './support/test';
import { createUser, signedInAdmin, signedInUser } from './support/users';

/** A day that is over and was over before anything ran here: nobody signs up on it any more. */
const past = new Date(Date.now() - 20 * 86_400_000);
const pastDay = past.toISOString().slice(0, 10);

// Somebody who came then, so that there are days to count, whoever else has run before.
test.beforeAll(async () => {
  const { id } = await createUser();
  await asService('test.came-at', (tx) => tx.user.update({ where: { id }, data: { createdAt: past } }));
});

test('an admin has the days counted and sees how the platform stands', async ({ page, context }) => {
  await signedInAdmin(context);
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  const headline = page.locator('dl').first();
  for (const title of ['Users', 'Active users a day', 'Sign-ups', 'MRR', 'Churned'])
    await expect(headline.getByText(title, { exact: true })).toBeVisible();

  // The worker may be at it in this very moment.
  await expect(async () => {
    await page.getByRole('button', { name: 'Count now' }).click();
    await expect(page.getByText(/counted( already)?\.$/).first()).toBeVisible({ timeout: 10_000 });
    await expect(page.getByRole('img', { name: /^Users over 30 days\. Users: / })).toBeVisible();
  }).toPass();
  for (const title of ['Active users', 'Sign-ups', 'MRR', 'MRR movements', 'Plans in force', 'Quota hits'])
    await expect(
      page.getByRole('heading', { name: new RegExp(`^${title}`), level: 3 }).first(),
    ).toBeVisible();
  await expect(page.getByText(/the days before it last at .* UTC/)).toBeVisible();
});

test('what is drawn stands in a table, too, and says what the API says', async ({ page, context }) => {
  await signedInAdmin(context);
  await countAll(page);
  await page.goto('/admin');
  const numbers = page.locator('details', { has: page.getByText('Numbers of Sign-ups') });
  await numbers.locator('summary').press('Enter');
  const table = numbers.getByRole('table', { name: /^Sign-ups/ });
  await expect(table.getByRole('row')).toHaveCount(31);
  await expect(table.getByRole('row').nth(1)).toContainText('so far');
  const answer = await page.request.get('/api/admin/stats?days=30');
  expect(answer.status()).toBe(200);
  const { days, figures } = await answer.json();
  const signUps = figures.find(({ figure }: { figure: string }) => figure === 'sign_ups');
  const told: number = signUps.splits[0].values[days.indexOf(pastDay)];
  expect(told).toBeGreaterThan(0);
  const date = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(past);
  await expect(table.getByRole('row', { name: date }).getByRole('cell').last()).toHaveText(String(told));
  expect((await page.request.get('/api/admin/stats?days=31')).status()).toBe(422);
});

test('period and metric are in the address', async ({ page, context }) => {
  await signedInAdmin(context);
  await countAll(page);
  await page.goto('/admin');
  const period = page.getByRole('navigation', { name: 'Period' });
  await period.getByRole('link', { name: '7 days', exact: true }).click();
  await expect(page).toHaveURL('/admin?days=7');
  await expect(page.getByRole('img', { name: /^Users over 7 days/ })).toBeVisible();
  await expect(period.getByRole('link', { name: '7 days', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await page.goBack();
  await expect(page.getByRole('img', { name: /^Users over 30 days/ })).toBeVisible();

  await page.goto('/admin?days=365&metric=storage_bytes');
  await expect(page.getByRole('img', { name: /^Users over 365 days/ })).toBeVisible();
  const metric = page.getByRole('navigation', { name: 'Metric' });
  await expect(metric.getByRole('link', { name: 'Storage' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { name: /^Storage/, level: 3 })).toBeVisible();
  await page.goto('/admin?days=nonsense&metric=%3Cscript%3E');
  await expect(page.getByRole('img', { name: /^Users over 30 days/ })).toBeVisible();
});

test('every number says by keyboard what it counts', async ({ page, context }) => {
  await signedInAdmin(context);
  await page.goto('/admin');
  const info = page.getByRole('link', { name: 'How MRR is counted' }).first();
  await info.focus();
  await expect(page.getByRole('tooltip')).toContainText('Monthly recurring revenue at the end of the day');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#counted-mrr$/);
  const definition = page.locator('#counted-mrr');
  await expect(definition).toBeInViewport();
  await expect(definition).toContainText('a year divided by twelve');
});

test('nobody else is told that there is such a page', async ({ page, context }) => {
  await signedInUser(context);
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
  expect((await page.request.get('/api/admin/stats')).status()).toBe(404);
});

/** Has the worker's work done where it was not yet, as a host without a worker would. */
async function countAll(page: Page): Promise<void> {
  await page.goto('/admin');
  await expect(async () => {
    await page.getByRole('button', { name: 'Count now' }).click();
    await expect(page.getByRole('img', { name: /^Users over 30 days/ })).toBeVisible({ timeout: 10_000 });
  }).toPass();
}
