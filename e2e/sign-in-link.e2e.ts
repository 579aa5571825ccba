import { expect, type Page } from '@playwright/test';
import { onlyLocal, supabaseTarget, testAddress } from '@/local/test/supabase-target';
import { expectAccessible } from './support/auth-pages';
import { confirmationLink, mailsTo } from './support/mail';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser } from './support/users';

test.describe('a link to sign in with', () => {
  test('signs in, in any browser, goes where the person was going, and works once', async ({
    page,
    browser,
  }) => {
    const user = await createUser();
    await page.goto('/jobs?status=applied');
    await askForLink(page, user.email);
    await expect(page.getByText(`If there is an account for ${user.email}`)).toBeVisible();
    expect(page.url()).not.toContain(encodeURIComponent(user.email));
    await expectAccessible(page);
    await shoot(page, 'check-email-link');
    const next = '/jobs?status=applied';
    const link = await confirmationLink(user.email, { type: 'magiclink', next });

    // What mail programs and scanners do with every link uses nothing up.
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);

    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await other.goto(link);
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expectAccessible(other);
    await shoot(other, 'confirm-sign-in');
    await other.getByRole('button', { name: 'Sign in' }).dblclick();
    await expect(other).toHaveURL(/\/jobs\?status=applied$/);
    const me = await (await other.request.get('/api/auth/me')).json();
    expect(me.user.email).toBe(user.email);
    await elsewhere.close();

    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('This link does not work any more')).toBeVisible();
    await page.getByRole('link', { name: 'Go to sign in' }).click();
    await expect(page.getByRole('button', { name: 'Email me a link' })).toBeVisible();
  });

  test('of two is the newer one', async ({ page }) => {
    test.skip(supabaseTarget() === 'project', onlyLocal.mail);
    const user = await createUser();
    await page.goto('/sign-in');
    await askForLink(page, user.email);
    const first = await confirmationLink(user.email);
    await page.getByRole('button', { name: 'Send the link again' }).click();
    await expect(page.getByText('Sent. It can take a minute to arrive.')).toBeVisible();
    await expect.poll(async () => (await mailsTo(user.email)).length).toBe(2);
    const second = await confirmationLink(user.email);
    await page.goto(first);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('This link does not work any more')).toBeVisible();
    await page.goto(second);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/jobs$/);
  });

  test('is answered the same for an address without an account, and makes none', async ({ page }) => {
    const email = testAddress('nobody');
    await page.goto('/sign-in');
    await askForLink(page, email);
    await expect(page.getByText(`If there is an account for ${email}`)).toBeVisible();
    if (supabaseTarget() === 'local') expect(await mailsTo(email)).toEqual([]);
  });

  test('needs an address, and keeps what was typed', async ({ page }) => {
    await page.goto('/sign-in');
    await askForLink(page, 'nobody');
    const email = page.getByLabel('Email');
    await expect(email).toHaveAccessibleDescription(/Enter an email address/);
    await expect(email).toHaveValue('nobody');
  });

  test('can be asked for without JavaScript', async ({ browser }) => {
    const user = await createUser();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await askForLink(page, user.email);
    await expect(page.getByText(/If there is an account for/)).toBeVisible();
    await page.goto(await confirmationLink(user.email));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/jobs$/);
    await context.close();
  });

  for (const query of [
    'token_hash=pkce_00000000000000000000&type=magiclink&next=https://evil.example/',
    'token_hash=%00%00%00%00%00%00%00&type=magiclink',
    'token_hash=a&type=magiclink',
    'token_hash=aaaaaaaaaaaa&type=javascript',
    'token_hash=aaaaaaaaaaaa&token_hash=bbbbbbbbbbbb&type=magiclink',
    '',
  ]) {
    test(`made up as “${query}” signs nobody in`, async ({ page }) => {
      await page.goto(`/auth/confirm?${query}`);
      const go = page.getByRole('button', { name: 'Sign in' });
      if (await go.isVisible()) await go.click();
      await expect(page.getByText('This link does not work any more')).toBeVisible();
      expect((await page.request.get('/api/auth/me')).status()).toBe(401);
    });
  }
});

async function askForLink(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Email me a link' }).click();
}
