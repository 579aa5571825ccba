import { expect } from '@playwright/test';
import { expectAccessible, signIn } from './support/auth-pages';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser } from './support/users';

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';

test('given two browsers, when one ends the other’s session, that one has to sign in at its next click', async ({
  page,
  browser,
}) => {
  const user = await createUser();
  const elsewhere = await browser.newContext({ userAgent: phone });
  const other = await elsewhere.newPage();
  await other.goto('/sign-in');
  await signIn(other, user);
  await expect(other).toHaveURL(/\/jobs$/);
  await page.goto('/sign-in');
  await signIn(page, user);
  await expect(page).toHaveURL(/\/jobs$/);

  await page.goto('/account');
  await page.getByRole('link', { name: 'Sessions' }).click();
  const own = page.getByRole('region', { name: 'This device' });
  await expect(own.getByText(/^Chrome on /)).toBeVisible();
  await expect(own.getByText('Active now')).toBeVisible();
  const others = page.getByRole('region', { name: 'Other sessions' });
  await expect(others.getByRole('listitem')).toHaveCount(1);
  await expect(others.getByText('Safari on iPhone')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'sessions');

  await others.getByRole('button', { name: /^End session: Safari on iPhone/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(others.getByRole('listitem')).toHaveCount(1);
  await others.getByRole('button', { name: /^End session/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByText('The session has ended.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nowhere else' })).toBeVisible();

  await other.getByRole('link', { name: 'Usage' }).first().click();
  await expect(other).toHaveURL(/\/sign-in/);
  await expect(other.getByText('Your session is over. Sign in to go on.')).toBeVisible();
  expect((await other.request.get('/api/auth/me')).status()).toBe(401);
  await signIn(other, user);
  await expect(other).toHaveURL(/\/account\/usage$/);
  await elsewhere.close();
});

test('given three browsers, one signs out everywhere else and stays', async ({ page, browser }) => {
  const user = await createUser();
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  for (const context of contexts) {
    const other = await context.newPage();
    await other.goto('/sign-in');
    await signIn(other, user);
    await expect(other).toHaveURL(/\/jobs$/);
  }
  await page.goto('/sign-in?next=/account/sessions');
  await signIn(page, user);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText('All 2 other sessions end at once')).toBeVisible();
  await dialog.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByText('You are signed out everywhere else.')).toBeVisible();
  for (const context of contexts) {
    expect((await context.request.get('/api/auth/me')).status()).toBe(401);
    await context.close();
  }
  expect((await page.request.get('/api/auth/me')).status()).toBe(200);
});

test('given a copied cookie, signing out ends it at once', async ({ page, browser }) => {
  const user = await createUser();
  await page.goto('/sign-in');
  await signIn(page, user);
  await expect(page).toHaveURL(/\/jobs$/);
  const thief = await browser.newContext({ storageState: await page.context().storageState() });
  expect((await thief.request.get('/api/auth/me')).status()).toBe(200);

  await page.goto('/account/sessions');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();

  expect((await thief.request.get('/api/auth/me')).status()).toBe(401);
  const stolen = await thief.newPage();
  await stolen.goto('/jobs');
  await expect(stolen).toHaveURL(/\/sign-in/);
  await thief.close();
});
