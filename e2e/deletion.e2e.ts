import { expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { purgeDueAccounts } from '@/lib/deletion/purge-due-accounts';
import { expectAccessible, signIn } from './support/auth-pages';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser, type TestUser } from './support/users';

test('a person deletes the account, signs in again within 30 days and keeps it', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  await page.goto('/jobs');
  await saveJob(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Delete account' }).click();
  await expect(page.getByText('Your profile and your board go, with 1 saved job.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'delete-account');

  await page.getByLabel(/^Type /).fill('someone@else.example');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByText('This is not the address of this account.')).toBeVisible();
  await deleteAccount(page, user);
  expect((await page.request.get('/api/auth/me')).status()).toBe(401);

  await page.goto('/sign-in');
  await signIn(page, user);
  await expect(page).toHaveURL(/\/leaving$/);
  await expect(page.getByRole('heading', { name: 'Keep your account?' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'leaving');

  await test.step('nothing else works meanwhile', async () => {
    for (const path of ['/jobs', '/account', '/account/sessions', '/account/billing']) {
      await page.goto(path);
      await expect(page).toHaveURL(/\/leaving$/);
    }
    const answer = await page.request.get('/api/jobs');
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ error: 'deletion_pending' });
  });

  await page.getByRole('button', { name: 'Keep my account' }).click();
  await expect(page.getByText('Your account stays')).toBeVisible();
  await page.goto('/jobs');
  await expect(page.getByText('Halcyon Maps')).toBeVisible();
  await page.goto('/leaving');
  await expect(page).toHaveURL(/\/account$/);
});

test('a person may sign out of the page that asks, and is gone when 30 days have passed', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  await page.goto('/account/delete');
  await page.getByLabel(/^Type /).fill(user.email);
  await page.getByLabel('Current password').fill('not-the-password');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByText('This is not your current password.')).toBeVisible();
  await deleteAccount(page, user);

  await signIn(page, user);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();

  await asService(
    'test.time',
    (tx) => tx.$executeRaw`update app.users set deletion_due_at = now() where id = ${user.id}::uuid`,
  );
  await purgeDueAccounts();
  await page.goto('/sign-in');
  await signIn(page, user);
  await expect(page.getByText('Email or password is wrong.')).toBeVisible();
});

test('the last owner of a team with others is told to hand it over first', async ({ page, context }) => {
  const user = await signedInUser(context);
  const other = await createUser();
  await asService('test.team', async (tx) => {
    const { id } = await tx.organization.create({ data: { name: 'Meridian Search', kind: 'team' } });
    await tx.membership.create({ data: { organizationId: id, userId: user.id, role: 'owner' } });
    await tx.membership.create({ data: { organizationId: id, userId: other.id, role: 'member' } });
  });
  await page.goto('/account/delete');
  await expect(page.getByText('You are the last owner of Meridian Search')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete my account' })).toHaveCount(0);
  await expectAccessible(page);
});

async function deleteAccount(page: Page, user: TestUser): Promise<void> {
  await page.getByLabel(/^Type /).fill(user.email);
  await page.getByLabel('Current password').fill(user.password);
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page).toHaveURL(/\/sign-in\?notice=leaving$/);
  await expect(page.getByText('Your account is set to be deleted')).toBeVisible();
}

async function saveJob(page: Page): Promise<void> {
  const data = { title: 'Cartographer', company: 'Halcyon Maps' };
  await page.request.post('/api/jobs', { data, headers: { origin: new URL(page.url()).origin } });
}
