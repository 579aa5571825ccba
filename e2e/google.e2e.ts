import { expect } from '@playwright/test';
import { asService } from '@/lib/db';
import { onlyLocal, supabaseTarget } from '@/local/test/supabase-target';
import { expectAccessible } from './support/auth-pages';
import { continueAtGoogle } from './support/google';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser } from './support/users';

const someone = () => ({ email: `google-${crypto.randomUUID()}@gmail.example`, name: 'Nell Here' });

test.skip(supabaseTarget() === 'project', onlyLocal.google);

test.describe('Google', () => {
  test('makes an account from the sign-up page, goes on to what was wanted, and knows it again', async ({
    page,
  }) => {
    const person = someone();
    await page.goto('/sign-up?next=%2Faccount');
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await expect(page.getByRole('heading', { name: 'Choose an account' })).toBeVisible();
    await expectAccessible(page);
    await continueAtGoogle(page, person);
    await expect(page).toHaveURL(/localhost:\d+\/account$/);
    const first = await (await page.request.get('/api/auth/me')).json();
    expect(first).toMatchObject({
      user: { email: person.email, name: 'Nell Here' },
      organization: { name: 'Nell Here', kind: 'personal', role: 'owner' },
    });
    const cookies = await page.context().cookies();
    expect(cookies.filter(({ name }) => name.startsWith('sb-')).every(({ httpOnly }) => httpOnly)).toBe(true);

    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await continueAtGoogle(page, person);
    await expect(page).toHaveURL(/\/jobs$/);
    const again = await (await page.request.get('/api/auth/me')).json();
    expect(again.user.id).toBe(first.user.id);
  });

  test('opens the account that has the address already, once Google has verified it', async ({ page }) => {
    const user = await createUser();
    for (const verified of [false, true]) {
      await page.goto('/sign-in');
      await page.getByRole('button', { name: 'Continue with Google' }).click();
      await continueAtGoogle(page, { email: user.email, verified });
      if (verified) break;
      await expect(page.getByText('Google has not verified that address')).toBeVisible();
      await expectAccessible(page);
      await shoot(page, 'sign-in-google-unverified');
      expect((await page.request.get('/api/auth/me')).status()).toBe(401);
    }
    await expect(page).toHaveURL(/\/jobs$/);
    const me = await (await page.request.get('/api/auth/me')).json();
    expect(me.user.id).toBe(user.id);
  });

  test('can be cancelled, and what was wanted is kept for another way', async ({ page }) => {
    await page.goto('/sign-in?next=%2Fjobs%3Fstatus%3Dapplied');
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('You came back from Google without signing in.')).toBeVisible();
    await expect(page).toHaveURL(/next=%2Fjobs%3Fstatus%3Dapplied/);
    await shoot(page, 'sign-in-google-canceled');
  });

  test('lets nobody in whose account is suspended', async ({ page }) => {
    const user = await createUser();
    await asService('test.suspend', (tx) =>
      tx.user.update({ where: { id: user.id }, data: { status: 'suspended' } }),
    );
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await continueAtGoogle(page, { email: user.email });
    await expect(page.getByText('This account is suspended')).toBeVisible();
    const names = (await page.context().cookies()).map(({ name }) => name);
    expect(names.filter((name) => /^sb-foothold-auth-token(\.\d+)?$/.test(name))).toEqual([]);
  });

  test('can be gone through without JavaScript', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await continueAtGoogle(page, someone());
    await expect(page).toHaveURL(/\/jobs$/);
    await context.close();
  });

  test('ends only in the browser in which it began, and once', async ({ page, browser }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
    // By hand as far as to our own door, which the browser does not open yet.
    const form = { choice: 'continue', ...someone(), verified: 'on' };
    const atGoogle = await page.request.post(page.url(), { form, maxRedirects: 0 });
    const atSupabase = await page.request.get(atGoogle.headers().location ?? '', { maxRedirects: 0 });
    const callback = atSupabase.headers().location ?? '';
    expect(callback).toContain('/auth/callback?');

    const thief = await browser.newContext();
    const other = await thief.newPage();
    await other.goto(callback);
    await expect(other.getByText('That sign-in link does not work any more.')).toBeVisible();
    expect((await other.request.get('/api/auth/me')).status()).toBe(401);
    await thief.close();

    await page.goto(callback);
    await expect(page).toHaveURL(/\/jobs$/);
    await page.context().clearCookies();
    await page.goto(callback);
    await expect(page.getByText('That sign-in link does not work any more.')).toBeVisible();
  });

  test('that has forgotten what was asked leads to sign-in, from wherever it sends people', async ({
    page,
  }) => {
    await page.goto('/?error=invalid_request&error_code=bad_oauth_state&error_description=%3Cb%3Egone');
    await expect(page).toHaveURL(/\/sign-in\?notice=link-over/);
    await expect(page.getByText('That sign-in link does not work any more.')).toBeVisible();
  });

  test('leads to no other site, whatever next says', async ({ page }) => {
    await page.goto('/sign-in?next=//evil.example');
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await continueAtGoogle(page, someone());
    await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/jobs$/);
    await page.context().clearCookies();
    await page.goto('/auth/callback?error=access_denied&next=https://evil.example/');
    await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/sign-in\?notice=google-canceled&next=%2Fjobs$/);
  });
});
